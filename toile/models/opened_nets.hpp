#pragma once
/// The functions behind the door of networks.hpp, each in a file of its own.

#include "toile/models/networks.hpp"

namespace toile::models {

std::unique_ptr<GarmentNet> open_garment_net(const std::filesystem::path& file);
std::unique_ptr<FeatureNet> open_mobilenet(const std::vector<NamedArray>& arrays);
std::unique_ptr<FeatureNet> open_vgg(const std::vector<NamedArray>& arrays);
std::unique_ptr<MotifNet> open_motif_net(const std::filesystem::path& file, std::size_t kinds);
std::unique_ptr<ShadingNet> open_shading_net(const std::filesystem::path& file);
std::unique_ptr<MarkNet> open_mark_net(const std::filesystem::path& file);
void import_published_unet(const std::vector<NamedArray>& arrays, const std::filesystem::path& source,
                           const std::filesystem::path& output);

}  // namespace toile::models
