#include "toile/studio/gallery.hpp"

#include <glib.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>

#include <fstream>
#include <map>
#include <memory>

#include "tests/folder.hpp"
#include "tests/pictures.hpp"
#include "toile/base/files.hpp"
#include "toile/studio/database.hpp"

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

std::string sha256_of(const std::string& text) {
  const std::unique_ptr<gchar, decltype(&g_free)> hex(
      g_compute_checksum_for_string(G_CHECKSUM_SHA256, text.c_str(), -1), &g_free);
  return hex.get();
}

TEST(Gallery, KeepsWhatWasAddedWhenOpenedAgain) {
  const test::Folder folder;
  std::string id;
  {
    Gallery gallery = Gallery::open(folder.path());
    id = gallery.add({.kind = "pattern", .note = Json::Object{{"a", 1}}, .files = {{"tile", ".png", "bytes"}}}).id;
    gallery.change(id, {.favourite = true});
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

TEST(Gallery, KeepsATrashForThirtyDays) {
  const test::Folder folder;
  std::string old, recent, back;
  {
    Gallery gallery = Gallery::open(folder.path());
    const auto add = [&](const std::string& bytes) {
      return gallery.add({.kind = "pattern", .files = {{"tile", ".png", bytes}}}).id;
    };
    old = add("old"), recent = add("recent"), back = add("back");
    for (const std::string& id : {old, recent, back}) gallery.change(id, {.trashed = true});
    EXPECT_TRUE(gallery.list().empty());
    EXPECT_EQ(gallery.change(back, {.title = "My best", .trashed = false}).trashed, 0);
    EXPECT_EQ(gallery.list().at(0).note.at("title").string(), "My best");
    EXPECT_EQ(gallery.trash().size(), 2U);
    EXPECT_GT(gallery.get(recent).trashed, 0) << "what is in the trash can still be seen";
    EXPECT_EQ(gallery.holding("pattern", {"tile", ".png", "recent"})->id, recent);
    EXPECT_FALSE(gallery.holding("photo", {"tile", ".png", "recent"}));
  }
  {
    Database database(folder / "gallery.db");
    Statement(database, "UPDATE trash SET since = since - 31 * 24 * 60 * 60 * 1000 WHERE item = ?").bind(old).run();
  }
  Gallery gallery = Gallery::open(folder.path());
  EXPECT_EQ(gallery.trash().size(), 1U);
  EXPECT_EQ(gallery.trash().at(0).id, recent);
  EXPECT_EQ(files_in(folder / "files"), 2) << "its file went too";
}

TEST(Gallery, SweepsAwayWhatACrashLeftAndNothingElse) {
  const test::Folder folder;
  std::string name;
  {
    Gallery gallery = Gallery::open(folder.path());
    name = gallery.add({.kind = "pattern", .files = {{"tile", ".png", "bytes"}}}).files.at("tile");
  }
  const fs::path files = folder / "files";
  const std::string orphan = sha256_of("left by a crash") + ".png";
  write_file(files / orphan, "left by a crash");
  write_file(files / ".toile.123.4.part", "half");
  write_file(files / ("." + orphan + ".123.4.part"), "half");
  write_file(files / (std::string(64, '0') + ".png"), "somebody's file that is called like one of ours");
  write_file(files / "my_best_design.png", "a design");
  fs::create_directories(files / "mine" / "deeper");
  write_file(files / "mine" / orphan, "left by a crash");
  fs::create_symlink(folder / "files" / "my_best_design.png", files / (std::string(64, 'a') + ".png"));
  Gallery::open(folder.path());
  EXPECT_FALSE(fs::exists(files / orphan));
  EXPECT_FALSE(fs::exists(files / ".toile.123.4.part"));
  EXPECT_FALSE(fs::exists(files / ("." + orphan + ".123.4.part")));
  EXPECT_EQ(read_file(files / name), "bytes");
  EXPECT_EQ(read_file(files / "my_best_design.png"), "a design");
  EXPECT_EQ(files_in(files), 5);
  EXPECT_EQ(files_in(files / "mine"), 2);
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
  { Gallery::open(folder.path()); }
  write_file(folder / "gallery.db", std::string(5000, 'x'));
  EXPECT_NE(test::sentence(ErrorKind::bad_file, [&] { Gallery::open(folder.path()); }).find("damaged"),
            std::string::npos);
}

/// Gives a gallery that is there rows as nobody but a stranger writes them.
void alter(const fs::path& folder, const std::string& sql) {
  Database(folder / "gallery.db").run(sql.c_str());
}

TEST(Gallery, ReachesNothingOutsideItsFolderWhateverItsDatabaseSays) {
  const test::Folder folder;
  const fs::path data = folder / "data", letter = folder / "letter.png";
  write_file(letter, "somebody's letter");
  std::string id;
  {
    Gallery gallery = Gallery::open(data);
    id = gallery.add({.kind = "photo", .files = {{"photo", ".png", "bytes"}}}).id;
  }
  alter(data, "UPDATE file SET name = '../../letter.png'");
  Gallery gallery = Gallery::open(data);
  EXPECT_FALSE(test::sentence(ErrorKind::not_found, [&] { gallery.read(gallery.get(id), "photo"); }).empty());
  gallery.remove(id);
  EXPECT_EQ(read_file(letter), "somebody's letter");
}

TEST(Gallery, OneBadRowHidesNoOther) {
  const test::Folder folder;
  {
    Gallery gallery = Gallery::open(folder.path());
    for (const char* bytes : {"one", "two"}) gallery.add({.kind = "photo", .files = {{"photo", ".png", bytes}}});
  }
  alter(folder.path(), "UPDATE item SET note = '{' WHERE rowid = 1; UPDATE item SET note = '[]' WHERE rowid = 2");
  const Gallery gallery = Gallery::open(folder.path());
  ASSERT_EQ(gallery.list().size(), 2U);
  for (const Item& item : gallery.list()) EXPECT_TRUE(item.note.is_object());
}

TEST(Gallery, NothingInItsDatabaseRuns) {
  const test::Folder folder;
  std::string kept;
  {
    Gallery gallery = Gallery::open(folder.path());
    kept = gallery.add({.kind = "photo", .files = {{"photo", ".png", "one"}}}).id;
  }
  sqlite3* plain = nullptr;  // as a stranger opens it
  ASSERT_EQ(sqlite3_open((folder / "gallery.db").c_str(), &plain), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(plain, "CREATE TRIGGER trap AFTER INSERT ON item BEGIN DELETE FROM item; END", nullptr,
                         nullptr, nullptr),
            SQLITE_OK);
  sqlite3_close(plain);
  Gallery gallery = Gallery::open(folder.path());
  gallery.add({.kind = "photo", .files = {{"photo", ".png", "two"}}});
  EXPECT_EQ(gallery.list().size(), 2U);
}

TEST(Gallery, SweepsNothingWhereItsDatabaseIsGone) {
  const test::Folder folder;
  {
    Gallery gallery = Gallery::open(folder.path());
    gallery.add({.kind = "photo", .files = {{"photo", ".png", "bytes"}}});
  }
  fs::remove(folder / "gallery.db");
  EXPECT_NE(test::sentence(ErrorKind::bad_file, [&] { Gallery::open(folder.path()); }).find("put a copy back"),
            std::string::npos);
  EXPECT_EQ(files_in(folder / "files"), 1);
}

/// Every path below `folder` with what is in it.
std::map<std::string, std::string> all_in(const fs::path& folder) {
  std::map<std::string, std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    all[entry.path().lexically_relative(folder)] = entry.is_regular_file() ? read_file(entry.path()) : "";
  }
  return all;
}

TEST(Gallery, RefusesAFolderThatHoldsOtherThings) {
  const test::Folder folder;
  const auto refused = [&](const fs::path& theirs) {
    const auto before = all_in(theirs);
    const std::string said = test::sentence(ErrorKind::usage, [&] { Gallery::open(theirs); });
    EXPECT_NE(said.find("holds other things"), std::string::npos) << said;
    EXPECT_TRUE(all_in(theirs) == before) << theirs;
  };
  fs::create_directories(folder / "designs" / "files");
  write_file(folder / "designs" / "files" / "my_best_design.png", "a design");
  refused(folder / "designs");
  fs::create_directories(folder / "hidden");
  write_file(folder / "hidden" / ".notes", "notes");
  refused(folder / "hidden");
  fs::create_directories(folder / "empty below" / "sheets" / "2024");
  refused(folder / "empty below");
  fs::create_directories(folder / "other program");
  {
    Database other(folder / "other program" / "gallery.db");
    other.run("PRAGMA journal_mode = WAL; CREATE TABLE item (id TEXT); INSERT INTO item VALUES ('theirs')");
  }
  refused(folder / "other program");
  fs::create_directories(folder / "same name");
  write_file(folder / "same name" / "toile-gallery.txt", "a list of galleries in Jouy");
  refused(folder / "same name");
}

TEST(Gallery, TakesAnEmptyFolderAndANewDisk) {
  const test::Folder folder;
  fs::create_directories(folder / "empty");
  Gallery::open(folder / "empty");
  fs::create_directories(folder / "disk" / "lost+found");
  Gallery::open(folder / "disk");
  Gallery::open(folder / "disk");
}

TEST(Gallery, KnowsAGalleryOfAVersionThatSetNoMark) {
  const test::Folder folder;
  std::string id;
  {
    Gallery gallery = Gallery::open(folder.path());
    id = gallery.add({.kind = "photo", .files = {{"photo", ".png", "bytes"}}}).id;
  }
  fs::remove(folder / "toile-gallery.txt");
  write_file(folder / "notes.txt", "the person's own");
  {
    const Gallery gallery = Gallery::open(folder.path());
    EXPECT_EQ(gallery.read(gallery.get(id), "photo"), "bytes");
  }
  EXPECT_TRUE(fs::exists(folder / "toile-gallery.txt"));
  EXPECT_EQ(read_file(folder / "notes.txt"), "the person's own");
}

}  // namespace
}  // namespace toile::studio
