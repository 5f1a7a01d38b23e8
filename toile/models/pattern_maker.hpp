#pragma once
/// Whatever makes patterns of some categories: a composer, a weave, a net. One file each, one verb.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "toile/models/pattern_request.hpp"
#include "toile/pattern/pattern.hpp"
#include "toile/pattern/print.hpp"

namespace toile::models {

struct Made {
  Pattern pattern;
  std::optional<Print> print;  ///< of what is made in inks: `pattern` is this one rendered
  /// Of the design's inks, as many as `PatternRequest::colours`: of those that are alike, the print has one.
  std::vector<pattern::Rgb> colours = {};
  /// What the tile's file says of it besides the request, such as the layout that it was composed by. Keys as in PNG
  /// text chunks: "toile:layout".
  std::map<std::string, std::string> note;
};

class PatternMaker {
 public:
  virtual ~PatternMaker() = default;
  virtual const std::vector<std::string>& categories() const = 0;
  /// What it makes from, for the notes of what it makes: the name of its weights, "compose", "weave".
  virtual std::string source() const = 0;
  virtual Making making() const { return Making::learnt; }
  /// Does what a first `make` of `request` would do before it draws: refusing categories that it doesn't know, opening
  /// a network. Throws what `make` would throw.
  virtual void prepare(const PatternRequest&) const {}
  /// `request` has been checked. Same request, same bytes, whatever the thread count; safe from several threads. Throws
  /// `Error{usage}` for what this maker can't do.
  virtual Made make(const PatternRequest& request) const = 0;
};

}  // namespace toile::models
