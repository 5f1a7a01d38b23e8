#include "toile/models/pattern_request.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "toile/base/error.hpp"
#include "toile/base/json.hpp"
#include "toile/compose/laying.hpp"
#include "toile/compose/learnt_cast.hpp"

namespace toile::models {
namespace {

constexpr int kMinSize = 64;
constexpr int kMaxSize = 4096;
constexpr std::array kMakings = {Making::best, Making::composed, Making::exact, Making::learnt};
/// What is woven or ruled.
constexpr std::array<std::string_view, 8> kRegular = {"argyle",      "checkered", "dotted", "herringbone",
                                                      "houndstooth", "striped",   "tartan", "zigzag"};

double usual_regularity(const std::string& category) {
  return std::find(kRegular.begin(), kRegular.end(), category) == kRegular.end() ? 0 : 1;
}

void check_range(const char* what, double value, double low, double high) {
  if (value >= low && value <= high) return;
  throw Error(ErrorKind::usage, std::string(what) + " is " + Json(value).dump() + "; it must be from " +
                                    Json(low).dump() + " to " + Json(high).dump());
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text.empty() ? "none" : text;
}

}  // namespace

std::string name_of(Making making) {
  switch (making) {
    case Making::best:
      break;
    case Making::composed:
      return "composed";
    case Making::exact:
      return "exact";
    case Making::learnt:
      return "learnt";
  }
  return "best";
}

Making making_named(const std::string& name) {
  for (const Making making : kMakings) {
    if (name_of(making) == name) return making;
  }
  throw Error(ErrorKind::usage, "making is " + name + "; it must be best, composed, exact or learnt");
}

void refuse_category(const std::string& category, const std::vector<std::string>& known) {
  throw Error(ErrorKind::not_found, "there is no category " + category + "; there are " + listed(known));
}

void check(const PatternRequest& request) {
  if (request.size < kMinSize || request.size > kMaxSize) {
    throw Error(ErrorKind::usage, "size is " + std::to_string(request.size) + "; it must be from " +
                                      std::to_string(kMinSize) + " to " + std::to_string(kMaxSize) + " pixels");
  }
  check_range("the share of the mixed category", request.mix_share, 0, 1);
  check_range("regularity", request.regularity.value_or(0), 0, 1);
  check_range("truncation", request.truncation, 0, 1);
  constexpr double kUsualWidth = 20;
  compose::check_laying(request.layout, request.density, request.scale, kUsualWidth);
  const bool plain = request.layout.empty() && request.palette.empty() && request.density == 1 && request.scale == 1;
  const bool by_net = request.making == Making::learnt && !compose::plays_learnt(request.category);
  if (!plain && (request.making == Making::exact || by_net)) {
    throw Error(ErrorKind::usage, request.category +
                                      " is not composed of motifs: it takes no layout, palette, density "
                                      "or scale");
  }
  for (const Variation& variation : request.variations) check_range("strength", variation.strength, 0, 1);
  check_range("the grain's strength", request.grain_strength, 0, 1);
  const bool woven = request.making == Making::exact || request.making == Making::best;
  if (!request.sett.empty() && !woven) {
    throw Error(ErrorKind::usage, "a sett is woven exactly; what is " + name_of(request.making) + " can't follow one");
  }
}

std::vector<pattern::Rgb> colours_for(const PatternRequest& request, const std::vector<pattern::Rgb>& own) {
  if (request.colours.empty()) return own;
  std::vector<pattern::Rgb> colours = request.colours;
  if (request.variations.empty()) return colours;
  for (std::size_t i = colours.size(); i < own.size(); ++i) colours.push_back(own[i]);
  colours.resize(own.size());
  return colours;
}

double regularity_of(const PatternRequest& request) {
  if (request.regularity) return *request.regularity;
  const double own = usual_regularity(request.category);
  return request.mix.empty() ? own : std::lerp(own, usual_regularity(request.mix), request.mix_share);
}

}  // namespace toile::models
