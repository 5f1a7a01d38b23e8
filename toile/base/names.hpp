#pragma once
#include <string>

namespace toile {

/// `stem` + `ending` as a file's name: a stem that would make it longer than the 255 bytes that disks take is cut,
/// between two letters of UTF-8.
std::string file_name(std::string stem, const std::string& ending);

/// `text` as part of a file's name that leads nowhere else: no '/', no control characters, no dot in front.
std::string plain_name(std::string text);

/// `text` for a line of a report: control characters, which names of files may hold, become '?'.
std::string one_line(std::string text);

}  // namespace toile
