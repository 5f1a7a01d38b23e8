#include "toile/studio/gallery.hpp"

#include <gtest/gtest.h>

#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "toile/base/files.hpp"

namespace toile::studio {
namespace {

namespace fs = std::filesystem;

std::ptrdiff_t files_in(const fs::path& folder) {
  return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

TEST(Gallery, KeepsWhatWasAddedWhenOpenedAgain) {
  const test::Folder folder;
  std::string id;
  {
    Gallery gallery = Gallery::open(folder.path());
    id = gallery.add({.kind = "pattern", .note = Json::Object{{"a", 1}}, .files = {{"tile", ".png", "bytes"}}}).id;
    gallery.set_favourite(id, true);
  }
  Gallery again = Gallery::open(folder.path());
  const Item item = again.get(id);
  EXPECT_TRUE(item.favourite);
  EXPECT_EQ(item.note.at("a").integer(), 1);
  EXPECT_EQ(again.read(item, "tile"), "bytes");
  EXPECT_EQ(again.list("pattern").size(), 1U);
  EXPECT_TRUE(again.list("look").empty());
}

TEST(Gallery, ReallyDeletesButKeepsAFileThatAnotherItemUses) {
  const test::Folder folder;
  Gallery gallery = Gallery::open(folder.path());
  const NewItem made{.kind = "photo", .files = {{"photo", ".picture", "the same"}}};
  const Item one = gallery.add(made), two = gallery.add(made);
  gallery.add({.kind = "mask", .parent = one.id, .files = {{"mask", ".png", "mask"}}});
  EXPECT_EQ(files_in(folder / "files"), 2);
  gallery.remove(one.id);
  EXPECT_EQ(gallery.list().size(), 1U);
  EXPECT_EQ(files_in(folder / "files"), 1);
  EXPECT_EQ(gallery.read(two, "photo"), "the same");
  gallery.remove(two.id);
  EXPECT_EQ(files_in(folder / "files"), 0);
  EXPECT_NE(test::sentence(ErrorKind::not_found, [&] { gallery.get(one.id); }).find("deleted"), std::string::npos);
}

TEST(Gallery, SweepsAwayWhatNoRowNames) {
  const test::Folder folder;
  { Gallery::open(folder.path()); }
  write_file(folder / "files" / "orphan.png", "left by a crash");
  Gallery::open(folder.path());
  EXPECT_EQ(files_in(folder / "files"), 0);
}

TEST(Gallery, IsOpenInOneStudioAtATime) {
  const test::Folder folder;
  const Gallery gallery = Gallery::open(folder.path());
  EXPECT_NE(test::sentence(ErrorKind::cannot_write, [&] { Gallery::open(folder.path()); }).find("--data"),
            std::string::npos);
}

TEST(Gallery, RefusesADamagedDatabase) {
  const test::Folder folder;
  write_file(folder / "gallery.db", std::string(5000, 'x'));
  EXPECT_NE(test::sentence(ErrorKind::bad_file, [&] { Gallery::open(folder.path()); }).find("damaged"),
            std::string::npos);
}

}  // namespace
}  // namespace toile::studio
