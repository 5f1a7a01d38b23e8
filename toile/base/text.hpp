#pragma once
/// Text as people's editors save it.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace toile {

/// A text file without its byte order mark, its lines ended by '\n' however they were ended (Windows, old Macintosh).
/// Throws as `read_file` does, and `Error{bad_file}` for UTF-16.
std::string read_text(const std::filesystem::path& path, std::uint64_t limit = 1ULL << 30);

/// Without a UTF-8 byte order mark.
std::string_view without_mark(std::string_view text);

/// Without blanks, tabs and line ends at either end.
std::string_view trimmed(std::string_view text);

}  // namespace toile
