#include "toile/press/profile.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <sstream>

#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "toile/base/files.hpp"
#include "toile/image/file.hpp"

namespace toile::press {
namespace {

TEST(Profile, SrgbChangesNothing) {
  const Image picture = test::blobs(40, 30);
  const std::string same = converted(picture, Profile::srgb(), Intent::relative);
  for (std::size_t i = 0; i < same.size(); ++i) ASSERT_NEAR(static_cast<std::uint8_t>(same[i]), picture.rgb[i], 1);
}

/// What Little CMS's own program makes of a picture's pixels, on a scale of 255.
std::vector<double> by_transicc(const Image& picture, const std::filesystem::path& profile, int intent) {
  const test::Folder folder;
  std::string colours;
  for (std::size_t i = 0; i < picture.rgb.size(); ++i) {
    colours += std::to_string(picture.rgb[i]) + (i % 3 == 2 ? '\n' : ' ');
  }
  write_file(folder / "colours", colours);
  const std::string command = "transicc -i '*sRGB' -o " + profile.string() + " -t" + std::to_string(intent) +
                              " -b -n -e <" + (folder / "colours").string() + " >" + (folder / "theirs").string();
  EXPECT_EQ(std::system(command.c_str()), 0);  // NOLINT: the tests' own words
  std::istringstream text(read_file(folder / "theirs"));
  std::vector<double> numbers;
  for (double number = 0; text >> number;) numbers.push_back(number);
  return numbers;
}

TEST(Profile, ConversionsAreThoseOfLittleCmsItselfWithinAStep) {
  const auto path = installed_cmyk_profile();
  ASSERT_TRUE(path.has_value()) << "./dev setup installs ghostscript, which has one";
  Image picture = test::blobs(40, 30);
  for (std::size_t i = 0; i < picture.rgb.size(); i += 7) picture.rgb[i] = static_cast<std::uint8_t>(37 * i);  // shrill
  for (const Intent intent : {Intent::relative, Intent::perceptual}) {
    const auto theirs = by_transicc(picture, *path, intent == Intent::perceptual ? 0 : 1);
    const std::string ours = converted(picture, Profile::open(*path), intent);
    ASSERT_EQ(ours.size(), theirs.size());
    for (std::size_t i = 0; i < ours.size(); ++i) {
      ASSERT_NEAR(static_cast<std::uint8_t>(ours[i]), theirs[i], 1) << "pixel " << i / 4;
    }
  }
}

TEST(Profile, ACmykTiffOpensElsewhereAndLooksTheSame) {
  const test::Folder folder;
  const Image grey = Image::filled(20, 20, {128, 120, 110});
  write_file(folder / "a.tif", tiff_in(grey, Profile::open(*installed_cmyk_profile()), Intent::relative, 300));
  const Image back = image::read(folder / "a.tif");
  EXPECT_LE(test::largest_difference(grey, back), 8);  // read without black point compensation
}

TEST(SoftProof, MarksTheColoursThatInkCannotReach) {
  Image picture = Image::filled(20, 10, {140, 130, 120});
  for (int y = 0; y < 10; ++y) {
    for (int x = 10; x < 20; ++x) picture.at(x, y)[0] = 0, picture.at(x, y)[1] = 0, picture.at(x, y)[2] = 255;
  }
  const SoftProof proof = soft_proof(picture, Profile::open(*installed_cmyk_profile()), Intent::relative);
  EXPECT_NEAR(proof.unreachable, 0.5, 0.01);
  EXPECT_EQ(proof.out_of_gamut.at(15, 5), 255);
  EXPECT_EQ(proof.out_of_gamut.at(5, 5), 0);
  EXPECT_NEAR(proof.picture.at(5, 5)[0], 140, 5);
  EXPECT_GT(std::abs(proof.picture.at(15, 5)[2] - 255), 20);
}

TEST(Profile, RefusesWhatIsNoPrintersProfile) {
  const test::Folder folder;
  write_file(folder / "a.icc", "not a profile at all, but long enough to be looked at by whoever reads one");
  EXPECT_THROW(Profile::open(folder / "a.icc"), Error);
  std::string scanner = Profile::srgb().bytes();
  scanner.replace(12, 4, "scnr");
  write_file(folder / "s.icc", scanner);
  EXPECT_NE(test::sentence(ErrorKind::bad_file, [&] { Profile::open(folder / "s.icc"); }).find("scanner"),
            std::string::npos);
  EXPECT_THROW(Profile::open(folder / "none.icc"), Error);
}

}  // namespace
}  // namespace toile::press
