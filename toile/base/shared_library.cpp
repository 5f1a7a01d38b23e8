#include "toile/base/shared_library.hpp"

#include <dlfcn.h>

#include <filesystem>

#include "toile/base/error.hpp"

namespace toile {
namespace {

/// The folder of the library, or program, that this room was linked into.
std::filesystem::path own_folder() {
  Dl_info own;
  if (dladdr(reinterpret_cast<void*>(&library_function), &own) == 0) return {};
  return std::filesystem::path(own.dli_fname).parent_path();
}

}  // namespace

void* library_function(const std::string& name, const std::string& function) {
  const std::filesystem::path file = own_folder() / ("lib" + name + ".so");
  void* library = dlopen(file.c_str(), RTLD_LAZY | RTLD_NODELETE);  // counts how often it was opened, and loads it once
  void* found = library ? dlsym(library, function.c_str()) : nullptr;
  if (found) return found;
  throw Error(ErrorKind::not_found,
              "the networks can't be opened, is Toile installed whole? " + std::string(dlerror()));
}

}  // namespace toile
