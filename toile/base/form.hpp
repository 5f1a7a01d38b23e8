#pragma once
/// Names of a given form, by regular expressions. <regex> costs as much to compile as ten short files: only form.cpp
/// reads it.

#include <memory>
#include <string>
#include <vector>

namespace toile {

class Form {
 public:
  /// `expression`: a regular expression as ECMAScript writes them.
  explicit Form(const char* expression);
  ~Form();

  /// Whether all of `text` is of this form.
  bool fits(const std::string& text) const;

  /// What the expression's groups are in a `text` of this form, in their order; none where it is of another.
  std::vector<std::string> groups(const std::string& text) const;

 private:
  struct Expression;
  std::unique_ptr<const Expression> expression_;
};

}  // namespace toile
