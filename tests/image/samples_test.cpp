#include "toile/image/samples.hpp"

#include <gtest/gtest.h>

#include <vips/vips8>

#include "tests/folder.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"

namespace toile::image {
namespace {

using test::Folder;

void write_16(const std::string& path, const std::vector<std::uint16_t>& values, int width, int height, int bands) {
  const std::string none = path + ".none";
  EXPECT_THROW(read_samples(none), Error);  // also starts libvips
  auto* data = const_cast<std::uint16_t*>(values.data());
  vips::VImage::new_from_memory(data, 2 * values.size(), width, height, bands, VIPS_FORMAT_USHORT)
      .copy(vips::VImage::option()->set("interpretation", VIPS_INTERPRETATION_RGB16))
      .pngsave(path.c_str());
}

TEST(Samples, ComeBackAsTheyWereWritten) {
  const Folder folder;
  const std::vector<std::uint16_t> values = {0, 1, 65535, 256, 257, 32768, 12345, 54321, 7, 9, 11, 13};
  write_16(folder / "uv.png", values, 2, 2, 3);
  const Samples samples = read_samples(folder / "uv.png");
  EXPECT_EQ(samples.width, 2);
  EXPECT_EQ(samples.height, 2);
  EXPECT_EQ(samples.channels, 3);
  EXPECT_EQ(samples.values, values);
  EXPECT_EQ(samples.at(1, 1)[2], 13);
}

TEST(Samples, RefuseWhatIsNoPngOf16Bits) {
  const Folder folder;
  write_file(folder / "text.png", "no picture");
  write(folder / "eight.png", Image::filled(4, 4, {1, 2, 3}));
  const std::vector<std::uint16_t> values(3000, 77);
  write_16(folder / "uv.png", values, 50, 20, 3);
  const std::string whole = read_file(folder / "uv.png");
  write_file(folder / "cut.png", whole.substr(0, whole.size() / 2));
  const auto complaint = [&](const char* name, const ReadLimits& limits = {}) -> std::string {
    try {
      read_samples(folder / name, limits);
    } catch (const Error& problem) {
      return problem.what();
    }
    return "";
  };
  EXPECT_NE(complaint("text.png").find("is not a PNG"), std::string::npos);
  EXPECT_NE(complaint("eight.png").find("it must have 16"), std::string::npos);
  EXPECT_NE(complaint("cut.png").find("cut short"), std::string::npos);
  EXPECT_NE(complaint("uv.png", {.pixels = 100}).find("at most"), std::string::npos);
}

}  // namespace
}  // namespace toile::image
