#include "toile/press/palette_file.hpp"

#include <gtest/gtest.h>

#include "tests/pictures.hpp"
#include "toile/base/error.hpp"

namespace toile::press {
namespace {

const std::vector<Ink> kInks = {{{12, 200, 3}, "Grün 7"}, {{255, 255, 255}, "Écru 😀"}, {{0, 0, 1}, "Night"}};

TEST(PaletteFile, ReadsWhatItWroteWithNamesAndExactColours) {
  for (const char* name : {"a.ase", "a.aco", "a.gpl", "a.txt"}) {
    EXPECT_EQ(read_palette(encode_palette(name, kInks), name), kInks) << name;
  }
  const auto css = read_palette(encode_palette("a.css", kInks), "a.css");
  ASSERT_EQ(css.size(), 3U);
  EXPECT_EQ(css[0].colour, kInks[0].colour);
  EXPECT_EQ(css[2].name, "night");
}

TEST(PaletteFile, ReadsTextsAsPeopleAndOtherProgramsLeaveThem) {
  const auto inks = read_palette("\xef\xbb\xbf#C0FFEE,#012\r\n  #abcdef \r\n", "p.txt");
  ASSERT_EQ(inks.size(), 3U);
  EXPECT_EQ(inks[1].colour, (pattern::Rgb{0, 0x11, 0x22}));
  EXPECT_EQ(read_palette("GIMP Palette\r\nName: x\r\n# c\r\n  1   2 255\tBlue one\r\n", "p.gpl"),
            (std::vector<Ink>{{{1, 2, 255}, "Blue one"}}));
}

TEST(PaletteFile, TurnsOtherColourModelsIntoSrgb) {
  std::string lab = std::string("\0\1\0\1\0\7", 6) + std::string("\x27\x10\0\0\0\0\0\0", 8);  // L 100
  const auto white = read_palette(lab, "white.aco");
  for (const int channel : white.at(0).colour) EXPECT_NEAR(channel, 255, 1);
  std::string cmyk = std::string("\0\1\0\1\0\2", 6) + std::string("\xff\xff\0\0\0\0\xff\xff", 8);  // magenta and yellow
  EXPECT_EQ(read_palette(cmyk, "red.aco").at(0).colour, (pattern::Rgb{255, 0, 0}));
}

TEST(PaletteFile, RefusesWhatIsCutShortOrUnknownInOneSentence) {
  for (const char* name : {"a.ase", "a.aco"}) {
    const std::string whole = encode_palette(name, kInks);
    for (std::size_t length = 1; length < whole.size(); length += 3) {
      try {
        read_palette(whole.substr(0, length), name);
      } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::bad_file);
      }
    }
  }
  for (const auto& [name, place] : {std::pair{"a.ase", 5}, {"a.aco", 1}}) {
    std::string future = encode_palette(name, kInks);
    future[static_cast<std::size_t>(place)] = 9;
    const auto said = test::sentence(ErrorKind::bad_file, [&, &file = name] { read_palette(future, file); });
    EXPECT_NE(said.find("version"), std::string::npos) << said;
  }
  std::string nothing = encode_palette("a.ase", kInks);
  nothing.replace(nothing.find("RGB ") + 4, 4, "\xff\xff\xff\xff");  // a float that is no number
  EXPECT_NE(test::sentence(ErrorKind::bad_file, [&] { read_palette(nothing, "a.ase"); }).find("no number"),
            std::string::npos);
  EXPECT_THROW(read_palette("no colours here", "a.txt"), Error);
  EXPECT_THROW(read_palette("GIMP Palette\n1 2 999 x\n", "a.gpl"), Error);
  EXPECT_THROW(read_palette("", "a.txt"), Error);
  EXPECT_THROW(encode_palette("a.docx", kInks), Error);
}

}  // namespace
}  // namespace toile::press
