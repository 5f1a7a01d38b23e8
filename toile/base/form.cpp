#include "toile/base/form.hpp"

#include <regex>

namespace toile {

struct Form::Expression {
  std::regex regex;
};

Form::Form(const char* expression) : expression_(new Expression{std::regex(expression)}) {}

Form::~Form() = default;

bool Form::fits(const std::string& text) const {
  return std::regex_match(text, expression_->regex);
}

std::vector<std::string> Form::groups(const std::string& text) const {
  std::smatch found;
  if (!std::regex_match(text, found, expression_->regex)) return {};
  return {std::next(found.begin()), found.end()};
}

}  // namespace toile
