#pragma once
/// Which swatches are kept apart from training, to judge by.

#include <string>

namespace toile::data {

/// The photo a swatch was cut from, by its file name: "floral/ms_156t_2.jpg" and "ms_156_1.jpg" are both "ms_156". A
/// last "_N" of one or two digits counts the crops of a photo; a "t" after a digit marks a turned one.
std::string photo_of(const std::string& file);

/// Whether `file` belongs to the `share` (0..1) of photos that are held out: all crops of a photo do, or none. Depends
/// on the photo's name alone.
bool is_held_out(const std::string& file, double share);

}  // namespace toile::data
