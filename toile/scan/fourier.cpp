#include "toile/scan/fourier.hpp"

#include <kissfft/kiss_fftnd.h>

#include <cstdlib>
#include <memory>
#include <new>

namespace toile::scan {

Field transformed(const Field& field, Direction direction) {
  static_assert(sizeof(std::complex<float>) == sizeof(kiss_fft_cpx));
  const int shape[2] = {field.height, field.width};
  const std::unique_ptr<kiss_fftnd_state, decltype(&std::free)> plan(
      kiss_fftnd_alloc(shape, 2, direction == Direction::inverse, nullptr, nullptr), &std::free);
  if (!plan) throw std::bad_alloc();
  Field result(field.width, field.height);
  kiss_fftnd(plan.get(), reinterpret_cast<const kiss_fft_cpx*>(field.values.data()),
             reinterpret_cast<kiss_fft_cpx*>(result.values.data()));
  return result;
}

int quick_size(int least) {
  return kiss_fft_next_fast_size(least);
}

Field packed(const image::Plane& real, const image::Plane* imaginary, int width, int height) {
  Field field(width, height);
  for (int y = 0; y < real.height; ++y) {
    for (int x = 0; x < real.width; ++x) {
      field.values[field.at(x, y)] = {real.row(y)[x], imaginary ? imaginary->row(y)[x] : 0};
    }
  }
  return field;
}

}  // namespace toile::scan
