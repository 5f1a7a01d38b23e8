#pragma once
/// New patterns by category.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "toile/models/pattern_maker.hpp"

namespace toile::models {

/// Categories that can be made: composed, exactly, or by installed weights; sorted.
std::vector<std::string> pattern_categories();

/// Whether patterns of `name` can be made: a category, or one of the kinds of an exact one, such as gingham.
bool can_make(const std::string& name);

/// In how many ways patterns of `category` can be made: composed, exact, learnt; the best one first.
std::vector<Making> makings_of(const std::string& category);

/// How the request would best be made: composed where the category and what is mixed into it can be, else exactly, else
/// by a net. What the request itself says of it goes first.
Making making_for(const PatternRequest& request);

/// The door to the makers of patterns. `make` is const and may be called from several threads.
class PatternGenerator {
 public:
  /// Opens the maker that knows `category`, or the weights in the file `chosen`. Throws `Error{not_found}` listing the
  /// known categories.
  static PatternGenerator open(const std::string& category, const std::filesystem::path& chosen = {},
                               Making making = Making::best);

  /// A seamless tile and what else there is to say of it; same request, same bytes, whatever the thread count. Throws
  /// `Error{usage}` for a request out of range, and for what the category's maker can't do.
  Made make(const PatternRequest& request) const;
  /// As PatternMaker::prepare.
  void prepare(const PatternRequest& request) const { maker_->prepare(request); }
  Pattern generate(const PatternRequest& request) const { return make(request).pattern; }

  const std::vector<std::string>& categories() const { return maker_->categories(); }
  std::string source() const { return maker_->source(); }
  Making making() const { return maker_->making(); }

 private:
  explicit PatternGenerator(std::unique_ptr<PatternMaker> maker) : maker_(std::move(maker)) {}
  std::unique_ptr<PatternMaker> maker_;
};

}  // namespace toile::models
