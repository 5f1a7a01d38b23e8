// A gallery whose database somebody else wrote: opened, listed, read, marked and emptied. What lies outside its folder
// of pictures stays.
#include "toile/studio/gallery.hpp"

#include "fuzz/target.hpp"
#include "toile/base/files.hpp"

namespace {

using namespace toile;
namespace fs = std::filesystem;

/// A folder in memory, gone with the process.
class Scratch {
 public:
  Scratch() : path_("/dev/shm/toile_fuzz_" + std::to_string(::getpid())) {}
  ~Scratch() { fs::remove_all(path_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void use(studio::Gallery& gallery) {
  for (const studio::Item& item : gallery.list()) {
    try {
      for (const auto& [role, name] : item.files) gallery.read(item, role);
    } catch (const Error&) {
    }
    gallery.change(item.id, {.favourite = !item.favourite, .title = "theirs"});
    gallery.remove(item.id);
  }
  gallery.remove(gallery.add({.kind = "pattern", .files = {{"tile", ".png", "bytes"}}}).id);
}

}  // namespace

const toile::fuzz::Target kGallery("gallery", [](std::string_view bytes) {
  static const Scratch scratch;
  const fs::path data = scratch.path() / "data", letter = scratch.path() / "letter.png";
  fs::create_directories(data);
  for (const auto& entry : fs::directory_iterator(data)) {
    if (entry.path().filename() != "toile-gallery.txt") fs::remove_all(entry.path());
  }
  if (!fs::exists(letter)) write_file(letter, "somebody's letter");
  if (!fs::exists(data / "toile-gallery.txt")) studio::Gallery::open(data);
  write_file(data / "gallery.db", bytes);
  try {
    studio::Gallery gallery = studio::Gallery::open(data);
    use(gallery);
  } catch (const Error&) {
  }
  if (!fs::exists(letter)) __builtin_trap();
});
