// A look that somebody sent: .toile files, imported into a gallery in memory.
#include "toile/studio/look_file.hpp"

#include "fuzz/target.hpp"

namespace {

using namespace toile;
namespace fs = std::filesystem;

struct Studio {
  fs::path folder = "/dev/shm/toile_fuzz_" + std::to_string(::getpid());
  studio::Session session{folder};
  ~Studio() { fs::remove_all(folder); }
};

}  // namespace

const toile::fuzz::Target kLookFile("look_file", [](std::string_view bytes) {
  static Studio studio;
  studio::Gallery& gallery = studio.session.gallery();
  try {
    studio::import_look(studio.session, bytes);
  } catch (const Error&) {
    if (!gallery.list().empty()) __builtin_trap();  // all of it or nothing
    throw;
  }
  for (const studio::Item& item : gallery.list("look")) studio::export_look(studio.session, item.id);
  for (const char* kind : {"look", "mask", "photo", "pattern"}) {
    for (const studio::Item& item : gallery.list(kind)) gallery.remove(item.id);
  }
});
