#include "toile/models/shading_reader.hpp"

#include <filesystem>
#include <mutex>

#include "toile/models/find_weights.hpp"
#include "toile/models/networks.hpp"

namespace toile::models {

/// Weights files, and the networks in them once they were needed.
struct ShadingReader::Weights {
  std::filesystem::path shading_file, marks_file;
  mutable std::once_flag shading_once = {}, marks_once = {};
  mutable std::unique_ptr<ShadingNet> shading = {};
  mutable std::unique_ptr<MarkNet> marks = {};
};

ShadingReader ShadingReader::open() {
  return ShadingReader(std::unique_ptr<Weights>(
      new Weights{.shading_file = find_weights("shading/shading"), .marks_file = find_weights("shading/marks")}));
}

ShadingReader::ShadingReader(std::unique_ptr<Weights> weights) : weights_(std::move(weights)) {}
ShadingReader::ShadingReader(ShadingReader&&) noexcept = default;
ShadingReader::~ShadingReader() = default;

ReadShading ShadingReader::read(const image::Plane& red, const image::Plane& green, const image::Plane& blue,
                                const image::Plane& told, const image::Plane& cover) const {
  std::call_once(weights_->shading_once, [&] { weights_->shading = networks().open_shading(weights_->shading_file); });
  return weights_->shading->read(red, green, blue, told, cover);
}

image::Plane ShadingReader::marks(const image::Plane& red, const image::Plane& green, const image::Plane& blue,
                                  const image::Plane& cover) const {
  std::call_once(weights_->marks_once, [&] { weights_->marks = networks().open_marks(weights_->marks_file); });
  return weights_->marks->marks(red, green, blue, cover);
}

}  // namespace toile::models
