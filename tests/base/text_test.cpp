#include "toile/base/text.hpp"

#include <gtest/gtest.h>

#include "tests/folder.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/json.hpp"
#include "toile/base/length.hpp"
#include "toile/base/names.hpp"

namespace toile {
namespace {

TEST(Text, IsTheSameWhateverEditorSavedIt) {
  const test::Folder folder;
  for (const char* text : {"a\nb\n",
                           "\xef\xbb\xbf"
                           "a\r\nb\r\n",
                           "a\rb\r"}) {
    write_file(folder / "text", text);
    EXPECT_EQ(read_text(folder / "text"), "a\nb\n");
  }
  write_file(folder / "text", std::string("\xff\xfe"
                                          "a\0",
                                          4));
  EXPECT_THROW(read_text(folder / "text"), Error);
  EXPECT_EQ(trimmed("\t a b \r\n"), "a b");
  EXPECT_EQ(trimmed(" \n"), "");
  EXPECT_EQ(Json::parse("\xef\xbb\xbf{\"a\": 1}\r\n").at("a").integer(), 1);
}

TEST(Length, IsTakenInTheUnitsOfPeople) {
  for (const char* words : {"8", "8cm", "80mm", "80 mm", "8,0cm", " 8 cm ", "0.08m", "3.149606299in", "3.149606299\"",
                            "3.149606299 inches"}) {
    EXPECT_NEAR(length_cm("--tile", words), 8, 1e-6) << words;
  }
  for (const char* words : {"", "cm", "8km", "8cmx", "1e3cm", "inf", "nan", "8 8", "0x10"}) {
    EXPECT_THROW(length_cm("--tile", words), Error) << words;
  }
  for (const char* words :
       {"140x100cm", "140cm x 100cm", "140X100", "1400x1000mm", "1,4mx100cm", "140\u00d7100cm", "140*100"}) {
    const auto [width, height] = size_cm("--size", words);
    EXPECT_NEAR(width, 140, 1e-9) << words;
    EXPECT_NEAR(height, 100, 1e-9) << words;
  }
  EXPECT_NEAR(size_cm("--size", "10x4in").first, 25.4, 1e-9);
  for (const char* words : {"140", "140x", "x100", "140cmx100", "axb", "1x2x3"}) {
    EXPECT_THROW(size_cm("--size", words), Error) << words;
  }
}

TEST(Names, FitOnADiskAndLeadNowhereElse) {
  EXPECT_EQ(file_name("shirt", ".jpg"), "shirt.jpg");
  EXPECT_EQ(file_name(std::string(300, 'a'), ".jpg"), std::string(251, 'a') + ".jpg");
  std::string accents;
  for (int i = 0; i < 200; ++i) accents += "\xc3\xa9";
  EXPECT_EQ(file_name(accents, ".jpg"), accents.substr(0, 250) + ".jpg");
  EXPECT_EQ(plain_name("../evil"), "_.._evil");
  EXPECT_EQ(plain_name(""), "_");
  EXPECT_EQ(plain_name("toile de jouy"), "toile de jouy");
}

}  // namespace
}  // namespace toile
