#include "toile/base/shared_library.hpp"

#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>
#include <exception>

#include "toile/base/error.hpp"
#include "toile/base/memory.hpp"

namespace toile {

namespace {

/// A library may throw while it starts, and the loader lets nothing through to whoever could catch it.
[[noreturn]] void end_in_a_sentence() {
  std::fputs("toile: there is not enough memory to open the networks\n", stderr);
  std::_Exit(1);
}

/// Megabytes of address space: LibTorch, its threads' stacks, and what oneDNN compiles.
constexpr int kNetworksTake = 800;

}  // namespace

std::filesystem::path library_folder() {
  Dl_info own;
  if (dladdr(reinterpret_cast<void*>(&library_folder), &own) == 0) return {};
  return std::filesystem::path(own.dli_fname).parent_path();
}

void* library_function(const std::string& name, const std::string& function) {
  expect_room(kNetworksTake, "the networks");
  const std::filesystem::path file = library_folder() / ("lib" + name + ".so");
  const std::terminate_handler before = std::set_terminate(end_in_a_sentence);
  void* library = dlopen(file.c_str(), RTLD_LAZY | RTLD_NODELETE);  // counts how often it was opened, and loads it once
  std::set_terminate(before);
  void* found = library ? dlsym(library, function.c_str()) : nullptr;
  if (found) return found;
  throw Error(ErrorKind::not_found,
              "the networks can't be opened, is Toile installed whole? " + std::string(dlerror()));
}

}  // namespace toile
