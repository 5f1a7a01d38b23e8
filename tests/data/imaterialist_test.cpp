#include "toile/data/imaterialist.hpp"

#include <gmock/gmock.h>

#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "toile/base/files.hpp"
#include "toile/base/pack.hpp"
#include "toile/data/prepare_garments.hpp"
#include "toile/image/file.hpp"

namespace toile::data {
namespace {

namespace fs = std::filesystem;
using test::Folder;
using testing::HasSubstr;

constexpr const char* kHeader = "ImageId,EncodedPixels,Height,Width,ClassId\n";
constexpr const char* kDescriptions = R"({"info": {}, "categories": [
  {"id": 0, "name": "shirt, blouse", "supercategory": "upperbody", "level": 2},
  {"id": 6, "name": "pants", "supercategory": "lowerbody", "level": 2},
  {"id": 24, "name": "bag, wallet", "supercategory": "others", "level": 2},
  {"id": 31, "name": "sleeve", "supercategory": "garment parts", "level": 2}], "attributes": []})";

/// Photos of 4 wide and 3 high. In a.jpg: a shirt in the first two columns, a sleeve over its first pixel, a bag on
/// one pixel of the shirt, trousers at the lower right.
void write_sample(const fs::path& folder, const std::string& rows) {
  fs::create_directories(folder / "train");
  write_file(folder / "label_descriptions.json", kDescriptions);
  write_file(folder / "train.csv", kHeader + rows);
  for (const char* name : {"a.jpg", "b.jpg"}) {
    image::write(folder / "train" / name, Image::filled(4, 3, {90, 90, 90}));
  }
}

constexpr const char* kRows =
    "a.jpg,5 1,3,4,24\n"
    "a.jpg,1 6,3,4,0_12_93\n"
    "a.jpg,1 1,3,4,31_4\n"
    "b.jpg,1 12,3,4,6\n"
    "a.jpg,9 1 12 1,3,4,6\r\n";

TEST(IMaterialist, ReadsRunsDownTheColumns) {
  const Folder folder;
  write_sample(folder.path(), kRows);
  const auto labelled = LabelledFolder::open(folder.path());
  ASSERT_EQ(labelled.photos().size(), 2U);
  EXPECT_EQ(labelled.photos()[0].id, "a.jpg");
  EXPECT_EQ(labelled.photos()[0].photo, folder / "train" / "a.jpg");
  const LabelMap map = labelled.labels(labelled.photos()[0]);
  const auto upper = static_cast<std::uint8_t>(GarmentLabel::upper),
             lower = static_cast<std::uint8_t>(GarmentLabel::lower), bag = static_cast<std::uint8_t>(GarmentLabel::bag);
  ASSERT_EQ(map.width, 4);
  ASSERT_EQ(map.height, 3);
  EXPECT_THAT(map.labels, testing::ElementsAre(upper, upper, 0, 0,  //
                                               upper, bag, 0, 0,    //
                                               upper, upper, lower, lower));
}

TEST(IMaterialist, TrainsAsOurOwnFormDoes) {
  const Folder folder;
  write_sample(folder.path(), kRows);
  const auto summary = prepare_garments(folder.path(), folder / "a.pack", {.height = 32, .width = 32}, no_progress);
  EXPECT_EQ(summary.train + summary.val, 2U);
  const Pack pack(folder / "a.pack", "garment-labels");
  EXPECT_EQ(pack.planes(1)[3 * 64 * 64 + 32 * 64 + 32], static_cast<int>(GarmentLabel::lower));
}

TEST(IMaterialist, SaysWhatIsWrongWithTheTable) {
  const auto complaint = [](const std::string& rows) {
    const Folder folder;
    write_sample(folder.path(), rows);
    return test::sentence(ErrorKind::bad_file, [&] {
      const auto labelled = LabelledFolder::open(folder.path());
      for (const LabelledPhoto& photo : labelled.photos()) labelled.labels(photo);
    });
  };
  EXPECT_THAT(complaint("a.jpg,12 2,3,4,0\n"), HasSubstr("a.jpg has the run 12 2, which leaves its 12 pixels"));
  EXPECT_THAT(complaint("a.jpg,0 2,3,4,0\n"), HasSubstr("run 0 2"));
  EXPECT_THAT(complaint("a.jpg,2 9223372036854775807,3,4,0\n"), HasSubstr("leaves its 12 pixels"));
  EXPECT_THAT(complaint("a.jpg,1 2 3,3,4,0\n"), HasSubstr("without a length"));
  EXPECT_THAT(complaint("a.jpg,1 x,3,4,0\n"), HasSubstr("has x where a number belongs"));
  EXPECT_THAT(complaint("a.jpg,1 2,3,4,99\n"), HasSubstr("class 99"));
  EXPECT_THAT(complaint("a.jpg,1 2,3,4,0\na.jpg,1 2,4,4,0\n"), HasSubstr("more than one size"));
  EXPECT_THAT(complaint("a.jpg,1 2,3\n"), HasSubstr("line 2, needs ImageId"));
  EXPECT_THAT(complaint("a.jpg,1 2,300000,400000,0\n"), HasSubstr("impossible size"));
  EXPECT_THAT(complaint("../a.jpg,1 2,3,4,0\n"), HasSubstr("outside the folder"));
}

}  // namespace
}  // namespace toile::data
