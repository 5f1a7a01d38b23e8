#include "toile/evaluate/ssim.hpp"

namespace toile::evaluate {
namespace {

using image::Plane;

constexpr double kSigma = 1.5;
constexpr double kC1 = 0.01 * 0.01, kC2 = 0.03 * 0.03;

Plane product(const Plane& a, const Plane& b) {
  Plane out(a.width, a.height);
  for (std::size_t i = 0; i < out.values.size(); ++i) out.values[i] = a.values[i] * b.values[i];
  return out;
}

}  // namespace

double ssim(const Plane& one, const Plane& other, const Plane& weight) {
  const Plane a = image::blur(one, kSigma), b = image::blur(other, kSigma);
  const Plane aa = image::blur(product(one, one), kSigma), bb = image::blur(product(other, other), kSigma),
              ab = image::blur(product(one, other), kSigma);
  double sum = 0, count = 0;
  for (std::size_t i = 0; i < a.values.size(); ++i) {
    if (weight.values[i] <= 0.5F) continue;
    const double ma = a.values[i], mb = b.values[i];
    const double va = aa.values[i] - ma * ma, vb = bb.values[i] - mb * mb, covariance = ab.values[i] - ma * mb;
    sum += (2 * ma * mb + kC1) * (2 * covariance + kC2) / ((ma * ma + mb * mb + kC1) * (va + vb + kC2));
    ++count;
  }
  return count > 0 ? sum / count : 1;
}

}  // namespace toile::evaluate
