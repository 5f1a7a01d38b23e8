#include "toile/image/samples.hpp"

#include <fmt/core.h>

#include <cstring>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/image/png_text.hpp"
#include "toile/image/vips.hpp"

namespace toile::image {

Samples read_samples(const std::filesystem::path& path, const ReadLimits& limits) {
  start_vips();
  const std::string bytes = read_file(path, limits.bytes);
  if (!bytes.starts_with("\x89PNG\r\n\x1a\n")) {
    throw Error(ErrorKind::bad_file, path.string() + " is not a PNG picture");
  }
  const Error damaged(ErrorKind::bad_file, path.string() + " is a PNG file that is cut short or damaged");
  if (!png_chunks_fit(bytes)) throw damaged;
  try {
    const Blob blob = blob_of(bytes);
    const auto picture =
        vips::VImage::pngload_buffer(blob.get(), vips::VImage::option()->set("fail_on", VIPS_FAIL_ON_ERROR));
    if (picture.format() != VIPS_FORMAT_USHORT) {
      throw Error(ErrorKind::bad_file, path.string() + " has 8 bits a channel; it must have 16");
    }
    const auto pixels = static_cast<std::uint64_t>(picture.width()) * static_cast<std::uint64_t>(picture.height());
    if (pixels > limits.pixels) {
      throw Error(ErrorKind::bad_file,
                  fmt::format("{} has {:.1f} million pixels; at most {:.1f} million are read", path.string(),
                              static_cast<double>(pixels) / 1e6, static_cast<double>(limits.pixels) / 1e6));
    }
    Samples samples{.width = picture.width(), .height = picture.height(), .channels = picture.bands(), .values = {}};
    samples.values.resize(pixels * static_cast<std::uint64_t>(samples.channels));
    std::size_t size = 0;
    const std::unique_ptr<void, decltype(&g_free)> memory(picture.write_to_memory(&size), g_free);
    std::memcpy(samples.values.data(), memory.get(), std::min(size, samples.values.size() * sizeof(std::uint16_t)));
    return samples;
  } catch (const vips::VError&) {
    vips_error_clear();
    throw damaged;
  }
}

}  // namespace toile::image
