#include <gtest/gtest.h>

#include <cmath>

#include "tests/cli/program.hpp"
#include "tests/folder.hpp"
#include "toile/base/files.hpp"
#include "toile/image/file.hpp"

namespace toile {
namespace {

namespace fs = std::filesystem;
using test::Folder;

/// Cut-outs of two kinds: blossoms of some petals, and leaves.
void write_cut_outs(const fs::path& folder) {
  for (const char* kind : {"blossom", "leaf"}) {
    fs::create_directories(folder / kind);
    for (int n = 0; n < 6; ++n) {
      Image image = Image::filled(90, 90, {0, 0, 0});
      image.alpha.assign(image.pixels(), 0);
      for (int y = 0; y < 90; ++y) {
        for (int x = 0; x < 90; ++x) {
          const double dx = x - 45, dy = y - 45, angle = std::atan2(dy, dx), radius = std::hypot(dx, dy);
          const bool leaf = kind[0] == 'l', inked = leaf ? std::abs(dx) < (20 - std::abs(dy) / 2) && std::abs(dy) < 40
                                                         : radius < 28 + 12 * std::cos((4 + n) * angle);
          if (!inked) continue;
          image.alpha[static_cast<std::size_t>(y) * 90 + x] = 255;
          const std::uint8_t red = leaf ? 60 : 200, green = leaf ? 120 : (radius < 10 ? 200 : 40);
          image.at(x, y)[0] = red;
          image.at(x, y)[1] = green;
          image.at(x, y)[2] = 50;
        }
      }
      image::write(folder / kind / (std::to_string(100 + n) + "_a.png"), image);
    }
  }
}

TEST(MotifCommands, GoFromCutOutsToAPackOfNewMotifs) {
  const Folder folder;
  write_cut_outs(folder / "cuts");
  ASSERT_EQ(test::toile({"prepare-motifs", folder / "cuts", "-o", folder / "m.pack", "--held-out", "0.2"}).exit_code,
            0);
  const auto trained =
      test::toile({"train", folder / "m.pack", "--recipe", "motif", "--seen", "0", "--width", "4", "--code", "8",
                   "--steps", "40", "--batch", "8", "--learning-rate", "0.005", "-o", folder / "run"});
  ASSERT_EQ(trained.exit_code, 0) << trained.err;
  EXPECT_TRUE(fs::exists(folder / "run/samples/step_0000040.png"));
  const fs::path net = folder / "run/motifs.safetensors";
  const auto made =
      test::toile({"make-motifs", "--model", net, "-n", "3", "--kind", "leaf", "--new", "0", "-o", folder / "motifs"});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  const auto none = test::toile({"make-motifs", "--model", net, "--kind", "leaf", "--new", "1", "-o", folder / "new"});
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_NE(none.err.find("ask for less by --new"), std::string::npos) << none.err;
  EXPECT_TRUE(fs::exists(folder / "motifs/motifs.json"));
  EXPECT_EQ(image::read_size(folder / "motifs/leaf.png"), (image::Size{8 * 256, 256}));

  EXPECT_EQ(test::toile({"make-motifs", "--model", net, "--kind", "rose", "-o", folder / "other"}).exit_code, 2);
  EXPECT_FALSE(fs::exists(folder / "other"));
  EXPECT_EQ(test::toile({"train", folder / "m.pack", "--recipe", "motif", "-o", folder / "blind"}).exit_code, 2)
      << "the recipe wants eyes";
  EXPECT_EQ(test::toile({"train", folder / "m.pack", "-o", folder / "tile"}).exit_code, 1) << "no swatches";
}

}  // namespace
}  // namespace toile
