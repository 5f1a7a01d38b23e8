#pragma once
/// The sections of a WIF: `[NAME]`, then lines `key=value`.

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace toile::weave {

class WifFile {
 public:
  /// Throws `Error{bad_file}` naming the line that is neither a section nor a value, and for text over 4 MB.
  WifFile(std::string_view text, std::string name);

  bool has(const std::string& section) const { return sections_.contains(section); }
  /// Sections and keys are in lower case. `otherwise` where there is none.
  std::string text(const std::string& section, const std::string& key, const std::string& otherwise) const;
  /// Throws `Error{bad_file}` unless it is there and a whole number from `least` to `most`.
  int number(const std::string& section, const std::string& key, int least, int most) const;
  /// "1,3,4": the same for every one. Empty where there is none.
  std::vector<int> numbers(const std::string& section, const std::string& key, int least, int most) const;
  [[noreturn]] void refuse(const std::string& why) const;

 private:
  std::string name_;
  std::map<std::string, std::map<std::string, std::string>> sections_;
};

}  // namespace toile::weave
