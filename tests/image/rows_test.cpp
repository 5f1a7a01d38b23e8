#include "toile/image/rows.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <vector>

#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "toile/base/files.hpp"
#include "toile/base/parallel.hpp"
#include "toile/image/file.hpp"

namespace toile::image {
namespace {

/// `unit` side by side and one below the other.
Rows repeated(const Image& unit, int width, int height) {
  Rows rows{.width = width, .height = height, .period = unit.height, .dpi = 254, .fill = {}};
  rows.fill = [&unit, width](int y, std::uint8_t* row) {
    for (int x = 0; x < width; ++x) std::copy_n(unit.at(x % unit.width, y % unit.height), 3, row + 3 * x);
  };
  return rows;
}

TEST(Rows, AreThePictureInEveryFormat) {
  const test::Folder folder;
  for (const auto& [wide, high, width, height] : std::vector<std::array<int, 4>>{
           {40, 31, 97, 200}, {7, 5, 7, 5}, {64, 64, 64, 63}, {300, 1, 900, 40}, {9, 997, 1200, 2100}}) {
    const Image unit = test::noise(wide, high);
    const Rows rows = repeated(unit, width, height);
    const Image whole = image_of(rows);
    for (const char* name : {"a.tif", "a.png"}) {
      write_rows(folder / name, rows);
      const Image read_back = read(folder / name);
      EXPECT_EQ(read_back, whole) << name << " " << width << " x " << height;
      EXPECT_NEAR(read_back.dpi, 254, 0.1);
    }
  }
}

TEST(Rows, AreTheSameBytesByAnyNumberOfThreads) {
  const test::Folder folder;
  const Image unit = test::blobs(200, 150);
  for (const char* name : {"a.tif", "a.png"}) {
    use_row_threads(1);
    write_rows(folder / name, repeated(unit, 2000, 900));
    const std::string one = read_file(folder / name);
    use_row_threads(3);
    write_rows(folder / name, repeated(unit, 2000, 900));
    EXPECT_EQ(read_file(folder / name), one) << name;
    use_row_threads(0);
  }
}

TEST(Rows, ThatRepeatTakeLittleMoreThanOneOfThem) {
  const test::Folder folder;
  const Image unit = test::noise(400, 300);
  int filled = 0;
  Rows rows = repeated(unit, 400, 30'000);
  rows.fill = [fill = rows.fill, &filled](int y, std::uint8_t* row) { ++filled, fill(y, row); };
  use_row_threads(1);
  write_rows(folder / "a.tif", rows);
  use_row_threads(0);
  EXPECT_EQ(filled, 300) << "each row of the repeat is compressed once";
}

TEST(Rows, LeaveNothingBehindWhenTheyAreStopped) {
  const test::Folder folder;
  write_file(folder / "a.tif", "what was there");
  const Image unit = test::noise(100, 100);
  const auto stop = [](const Progress& progress) { return progress.done < progress.total; };
  EXPECT_NE(test::sentence(ErrorKind::cancelled, [&] { write_rows(folder / "a.tif", repeated(unit, 900, 9000), stop); })
                .find("stopped"),
            std::string::npos);
  EXPECT_EQ(read_file(folder / "a.tif"), "what was there");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(Rows, AreNotWrittenInOtherFormats) {
  const Image unit = test::noise(4, 4);
  EXPECT_FALSE(takes_rows("a.jpg"));
  EXPECT_NE(test::sentence(ErrorKind::usage, [&] { write_rows("a.jpg", repeated(unit, 8, 8)); }).find(".tif"),
            std::string::npos);
}

}  // namespace
}  // namespace toile::image
