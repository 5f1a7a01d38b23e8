#include "toile/studio/gallery.hpp"

#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>

#include <fstream>

#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "toile/base/files.hpp"

namespace toile::studio {
namespace {

namespace fs = std::filesystem;

/// A disk of two megabytes in a folder, for this process alone.
class SmallDisk {
 public:
  explicit SmallDisk(const fs::path& folder) : folder_(folder) {
    is_there_ = unshare(CLONE_NEWNS) == 0 && mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
                mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=2m") == 0;
  }
  ~SmallDisk() {
    if (is_there_) umount2(folder_.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  explicit operator bool() const { return is_there_; }
  void fill() const {
    std::ofstream file(folder_ / "others");
    while (file.write(std::string(4096, 'x').data(), 4096).flush()) {
    }
  }

 private:
  fs::path folder_;
  bool is_there_;
};

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

TEST(Gallery, DeletesEvenWhenTheDiskIsFull) {
  const test::Folder folder;
  const SmallDisk disk(folder.path());
  if (!disk) GTEST_SKIP() << "this takes the right to mount a small disk";
  Gallery gallery = Gallery::open(folder / "data");
  const NewItem made{.kind = "photo", .files = {{"photo", ".png", std::string(100'000, 'p')}}};
  const Item kept = gallery.add(made);
  disk.fill();
  NewItem other = made;
  other.files[0].bytes += "another";
  EXPECT_FALSE(test::sentence(ErrorKind::cannot_write, [&] { gallery.add(other); }).empty());
  gallery.remove(kept.id);
  EXPECT_TRUE(gallery.list().empty());
  EXPECT_EQ(files_in(folder / "data" / "files"), 0);
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
