// A ticket's files, opened by other programs where one is at hand.

#include "toile/press/ticket.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "tests/press/prints.hpp"
#include "toile/base/files.hpp"
#include "toile/image/file.hpp"
#include "toile/press/bytes.hpp"
#include "toile/press/colourway_matrix.hpp"
#include "toile/press/design_files.hpp"
#include "toile/press/ink_files.hpp"

namespace toile::press {
namespace {

int run(const std::string& command) {
  return std::system((command + " >/dev/null 2>&1").c_str());  // NOLINT: the tests' own words
}

std::string said(const std::string& command, const test::Folder& folder) {
  EXPECT_EQ(std::system((command + " >" + (folder / "said").string() + " 2>&1").c_str()), 0);  // NOLINT
  return read_file(folder / "said");
}

TEST(Ticket, MakesEveryKindOfFileOnceAndTheSameAgain) {
  Print print = blossoms(64);
  print.width_cm = 2;  // films of few pixels
  Ticket ticket{.files = file_kinds(), .name = "blossoms", .trap_cm = 0.03, .underbase_cm = 0.02};
  const auto files = files_of(print, ticket);
  std::set<std::string> names;
  for (const TicketFile& file : files) {
    EXPECT_TRUE(file.name.starts_with("blossoms")) << file.name;
    EXPECT_GT(file.bytes.size(), 20U) << file.name;
    EXPECT_TRUE(names.insert(file.name).second) << file.name;
  }
  EXPECT_TRUE(names.contains("blossoms_01_Underbase_white.png"));
  const auto again = files_of(print, ticket);
  for (std::size_t i = 0; i < files.size(); ++i) EXPECT_EQ(files[i].bytes, again[i].bytes) << files[i].name;
  ticket.files = {"docx"};
  EXPECT_NE(test::sentence(ErrorKind::usage, [&] { files_of(print, ticket); }).find("there are plates"),
            std::string::npos);
}

TEST(Ticket, PdfX4HasAnOutputIntentAndTheSamePlates) {
  const auto path = installed_cmyk_profile();
  ASSERT_TRUE(path.has_value());
  const test::Folder folder;
  const Print print = blossoms(64);
  const auto plates = plates_of(print);
  const std::string pdf = spot_pdf_x4(plates, 64 * 2.54 / 72, {Profile::open(*path), "Blossoms & <co>", "2026-01-31"});
  write_file(folder / "a.pdf", pdf);
  const std::string file = (folder / "a.pdf").string();
  ASSERT_EQ(run("mutool draw -r 72 -c rgb -o " + (folder / "a.png").string() + " " + file), 0);
  EXPECT_EQ(image::read(folder / "a.png").width, 64);
  EXPECT_EQ(said("mutool draw -o /dev/null " + file, folder).find("error"), std::string::npos);
  const std::string intent = said("mutool show " + file + " trailer/Root/OutputIntents", folder);
  EXPECT_NE(intent.find("GTS_PDFX"), std::string::npos) << intent;
  EXPECT_EQ(said("mutool show " + file + " trailer/Root/OutputIntents/1/DestOutputProfile/N", folder), "4\n");
  EXPECT_NE(said("mutool show -b " + file + " 8", folder).find("pdfxid:GTS_PDFXVersion=\"PDF/X-4\""),
            std::string::npos);
  EXPECT_NE(said("mutool show -b " + file + " 8", folder).find("Blossoms &amp; &lt;co>"), std::string::npos);
  EXPECT_NE(said("mutool show " + file + " trailer/Info", folder).find("20260131"), std::string::npos);
  EXPECT_NE(said("mutool show " + file + " trailer/ID", folder).find("<"), std::string::npos);
  const auto refusal = test::sentence(ErrorKind::bad_file, [&] { spot_pdf_x4(plates, 16, {Profile::srgb(), "", ""}); });
  EXPECT_NE(refusal.find("screen"), std::string::npos) << refusal;
}

TEST(Ticket, APhotoshopPatternHoldsThePictureInPlanes) {
  const Print print = blossoms(64);
  const Image picture = pattern::rendered(print);
  const std::string bytes = photoshop_pattern(print, "Blüten");
  ByteReader reader(bytes, "the pattern");
  EXPECT_EQ(reader.text(4), "8BPT");
  EXPECT_EQ(reader.number(2), 1U);
  EXPECT_EQ(reader.number(4), 1U) << "one pattern";
  EXPECT_EQ(reader.number(4), 1U);
  EXPECT_EQ(reader.number(4), 3U) << "RGB";
  EXPECT_EQ(reader.number(2), 64U);
  EXPECT_EQ(reader.number(2), 64U);
  EXPECT_EQ(reader.utf16(reader.number(4)), "Blüten");
  EXPECT_EQ(reader.text(reader.number(1)).size(), 36U);
  EXPECT_EQ(reader.number(4), 3U);
  const std::uint64_t follows = reader.number(4);
  EXPECT_EQ(follows, reader.left());
  for (const std::uint64_t side : {0, 0, 64, 64}) EXPECT_EQ(reader.number(4), side);
  EXPECT_EQ(reader.number(4), 24U);
  for (std::size_t channel = 0; channel < 3; ++channel) {
    EXPECT_EQ(reader.number(4), 1U);
    EXPECT_EQ(reader.number(4), 23U + 64 * 64);
    EXPECT_EQ(reader.number(4), 8U);
    reader.text(16);
    EXPECT_EQ(reader.number(2), 8U);
    EXPECT_EQ(reader.number(1), 0U);
    const std::string_view plane = reader.text(64 * 64);
    for (std::size_t i = 0; i < plane.size(); ++i) {
      ASSERT_EQ(static_cast<std::uint8_t>(plane[i]), picture.rgb[3 * i + channel]);
    }
  }
  EXPECT_EQ(reader.left(), 23U * 4) << "the channels that aren't there";
}

TEST(ColourwayMatrix, ShowsEachDesignInEachColourway) {
  const test::Folder folder;
  const Print print = blossoms(64);
  const std::vector<pattern::Rgb> colours = {{250, 250, 250}, {0, 0, 90}, {200, 0, 0}, {40, 160, 60}};
  write_file(folder / "a.pdf", colourway_matrix({{"Blossoms", print}, {"Blossoms 2", print}},
                                                {{"Night", colours}, {"Day", {{{255, 255, 0}}}}}));
  ASSERT_EQ(run("mutool draw -r 72 -c rgb -o " + (folder / "a.png").string() + " " + (folder / "a.pdf").string()), 0);
  const Image page = image::read(folder / "a.png");
  EXPECT_EQ(page.width, 842);
  const auto shows = [&](const pattern::Rgb& colour, int from, int to) {
    int count = 0;
    for (int y = 0; y < page.height; ++y) {
      for (int x = from; x < to; ++x) {
        count += std::equal(colour.begin(), colour.end(), page.at(x, y),
                            [](int wanted, int shown) { return std::abs(wanted - shown) <= 1; });
      }
    }
    return count;
  };
  EXPECT_GT(shows(print.inks[1].colour, 30, 280), 100) << "as it is, in the first column";
  EXPECT_GT(shows({0, 0, 90}, 290, 540), 100);
  EXPECT_EQ(shows(print.inks[1].colour, 290, 842), 0);
  EXPECT_GT(shows({255, 255, 0}, 560, 812), 10'000);
  EXPECT_EQ(by_lightness(print, colours)[3], (pattern::Rgb{0, 0, 90})) << "the darkest ink";
  EXPECT_EQ(by_lightness(print, colours)[0], (pattern::Rgb{250, 250, 250}));
  EXPECT_NE(test::sentence(ErrorKind::usage,
                           [&] {
                             colourway_matrix({}, {{"a", colours}});
                           })
                .find("from 1 to 8"),
            std::string::npos);
}

}  // namespace
}  // namespace toile::press
