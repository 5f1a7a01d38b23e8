#pragma once
/// What can be ordered: categories of exact prints, and in each the kinds that mills make.

#include <string>
#include <vector>

#include "toile/weave/design.hpp"
#include "toile/weave/dice.hpp"

namespace toile::weave {

/// A kind of design: its name and how a seed decides the rest.
struct Family {
  std::string kind;
  std::string category;
  Design (*design)(Dice& dice);
  int weight = 1;  ///< how often the category shows it, beside the others
};

/// All of them, by category.
const std::vector<Family>& families();

/// "argyle", "checkered", ..., sorted.
std::vector<std::string> categories();

/// Whether `name` is a category or a kind.
bool knows(const std::string& name);

/// A design of a category, or of one kind. Throws `Error{not_found}` listing the names for another one.
Design design_of(const std::string& name, Dice dice);

// Each in a file of its own.
std::vector<Family> tartan_families();
std::vector<Family> check_families();
std::vector<Family> stripe_families();
std::vector<Family> twill_families();
std::vector<Family> shape_families();
std::vector<Family> skin_families();

}  // namespace toile::weave
