#include "toile/image/vips.hpp"

#include <stdexcept>

#include "toile/base/memory.hpp"

namespace toile::image {
namespace {

bool start() {
  expect_room(120, "pictures");  // libvips opens its own libraries
  if (vips_init("toile") != 0) throw std::runtime_error("libvips doesn't start");
  vips_block_untrusted_set(TRUE);
  // our own drawings are SVG; files can't reach this loader, because read() names the loaders it allows
  vips_operation_block_set("VipsForeignLoadSvg", FALSE);
  vips_operation_block_set("VipsForeignLoadMagick", FALSE);  // for BMP alone, whose header is checked first
  vips_cache_set_max(0);
  vips_concurrency_set(1);  // decoders and encoders are serial; more threads would only hand rows around
  const auto levels =
      static_cast<GLogLevelFlags>(G_LOG_LEVEL_WARNING | G_LOG_LEVEL_MESSAGE | G_LOG_LEVEL_INFO | G_LOG_LEVEL_DEBUG);
  g_log_set_handler(
      "VIPS", levels, [](const char*, GLogLevelFlags, const char*, void*) {}, nullptr);
  return true;
}

}  // namespace

void start_vips() {
  [[maybe_unused]] static const bool started = start();
}

}  // namespace toile::image
