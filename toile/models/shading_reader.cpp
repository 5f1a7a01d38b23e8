#include "toile/models/shading_reader.hpp"

#include <filesystem>
#include <mutex>

#include "toile/models/find_weights.hpp"
#include "toile/models/networks.hpp"

namespace toile::models {

/// A weights file, and the network in it once it was needed.
struct ShadingReader::Weights {
  std::filesystem::path file;
  mutable std::once_flag once = {};
  mutable std::unique_ptr<ShadingNet> opened = {};
};

ShadingReader ShadingReader::open() {
  return ShadingReader(std::unique_ptr<Weights>(new Weights{.file = find_weights("shading/shading")}));
}

ShadingReader::ShadingReader(std::unique_ptr<Weights> weights) : weights_(std::move(weights)) {}
ShadingReader::ShadingReader(ShadingReader&&) noexcept = default;
ShadingReader::~ShadingReader() = default;

ReadShading ShadingReader::read(const image::Plane& red, const image::Plane& green, const image::Plane& blue,
                                const image::Plane& told, const image::Plane& cover) const {
  std::call_once(weights_->once, [&] { weights_->opened = networks().open_shading(weights_->file); });
  return weights_->opened->read(red, green, blue, told, cover);
}

}  // namespace toile::models
