#pragma once
/// Whether what lies where an output goes is ours to replace.
///
/// A picture that is named by -o is replaced, since somebody named it. A name that a command gives itself, and a file
/// of a kind that can hold hours of somebody's work (a draft, a drawing, weights), is replaced only when it is ours.

#include <filesystem>
#include <functional>
#include <string>

namespace toile::cli {

/// Whether there is something in `file`, or something else of that name.
bool is_taken(const std::filesystem::path& file);

/// "FILE is there and WHY; move it away, or name another file by -o", as `Error{cannot_write}`.
[[noreturn]] void refuse_taken(const std::filesystem::path& file, const std::string& why);

/// Refuses when `file` is taken by what `is_ours` doesn't know, or throws for. `what` is what it should have been: "no
/// weights file of Toile's".
void refuse_foreign(const std::filesystem::path& file, const std::string& what,
                    const std::function<bool(const std::filesystem::path&)>& is_ours);

}  // namespace toile::cli
