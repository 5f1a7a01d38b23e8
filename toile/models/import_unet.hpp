#pragma once
/// Weights that others have published, made ours.

#include <filesystem>
#include <string>
#include <vector>

#include "toile/base/named_array.hpp"

namespace toile::models {

/// The name under which the cloth segmentation net is known.
constexpr const char* kPublishedUnet = "Unet_2020-10-30";

/// Where imported weights called `name` go so that they are found by that name: the person's own folder.
/// Throws `Error{usage}` for somebody without a home.
std::filesystem::path imported_file(const std::string& name);

/// Writes the tensors of the published `Unet_2020-10-30` as a weights file, in full precision: in half
/// precision its logits move by 3e-3. Names may start with "model.", as in Lightning's checkpoints. `source`
/// names the file the arrays came from. Throws `Error{bad_file}` naming the tensor that is missing, unknown
/// or of another shape.
void import_unet(const std::vector<NamedArray>& arrays, const std::filesystem::path& source,
                 const std::filesystem::path& output);

}  // namespace toile::models
