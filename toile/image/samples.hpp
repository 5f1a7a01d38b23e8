#pragma once
/// Pictures that are data: numbers of 16 bits, read as they stand, without any thought of colour.

#include <cstdint>
#include <filesystem>
#include <vector>

#include "toile/image/file.hpp"

namespace toile::image {

struct Samples {
  int width = 0;
  int height = 0;
  int channels = 0;
  std::vector<std::uint16_t> values;  ///< (height, width, channels)

  const std::uint16_t* at(int x, int y) const {
    return values.data() + (static_cast<std::size_t>(y) * width + x) * channels;
  }
};

/// A PNG of 16 bits a channel. Throws `Error{not_found}`, or `Error{bad_file}` for anything else.
Samples read_samples(const std::filesystem::path& path, const ReadLimits& limits = {});

}  // namespace toile::image
