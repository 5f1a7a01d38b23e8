#pragma once
/// Parts of the program that are opened when they are first needed, because they take long to load.

#include <filesystem>
#include <string>

namespace toile {

/// The folder of the library, or program, that this room was linked into.
std::filesystem::path library_folder();

/// The function `function` of our shared library `name`, which lies beside this room's own. The library is opened at
/// the first call and stays open; safe from several threads. Throws `Error{not_found}` naming the file when it isn't
/// there or lacks something.
void* library_function(const std::string& name, const std::string& function);

}  // namespace toile
