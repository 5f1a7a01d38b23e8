#include "toile/weave/families.hpp"

#include <algorithm>

#include "toile/base/error.hpp"

namespace toile::weave {
namespace {

[[noreturn]] void unknown(const std::string& name) {
  std::string known;
  for (const std::string& category : categories()) known += (known.empty() ? "" : ", ") + category;
  for (const Family& family : families()) known += ", " + family.kind;
  throw Error(ErrorKind::not_found, "there is no exact print " + name + "; there are " + known);
}

/// The families named `name` by category, or else by kind.
std::vector<const Family*> named(const std::string& name) {
  std::vector<const Family*> of_category, of_kind;
  for (const Family& family : families()) {
    if (family.category == name) of_category.push_back(&family);
    if (family.kind == name) of_kind.push_back(&family);
  }
  return of_category.empty() ? of_kind : of_category;
}

}  // namespace

const std::vector<Family>& families() {
  static const std::vector<Family> all = [] {
    std::vector<Family> list;
    for (const auto& part : {tartan_families(), check_families(), stripe_families(), twill_families(), shape_families(),
                             skin_families()}) {
      list.insert(list.end(), part.begin(), part.end());
    }
    return list;
  }();
  return all;
}

std::vector<std::string> categories() {
  std::vector<std::string> names;
  for (const Family& family : families()) names.push_back(family.category);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

bool knows(const std::string& name) {
  return !named(name).empty();
}

Design design_of(const std::string& name, Dice dice) {
  const std::vector<const Family*> choice = named(name);
  if (choice.empty()) unknown(name);
  int sum = 0;
  for (const Family* family : choice) sum += family->weight;
  int drawn = dice.kind(sum);
  for (const Family* family : choice) {
    if (drawn < family->weight) return family->design(dice);
    drawn -= family->weight;
  }
  return choice.back()->design(dice);
}

}  // namespace toile::weave
