#include "toile/press/mill.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/json.hpp"
#include "toile/base/share.hpp"
#include "toile/pattern/rotary.hpp"
#include "toile/press/inks.hpp"
#include "toile/press/trap.hpp"

namespace toile::press {
namespace {

namespace fs = std::filesystem;

constexpr double kCmPerInch = 2.54;
constexpr double kFits = 0.001;  ///< of a circumference: what cloth stretches more than

/// The nearest height that goes round a whole number of times; the print's own where the mill has no rollers.
double nearest_height_cm(const Print& print, const Mill& mill) {
  const double height = print.height_cm();
  return mill.circumferences_cm.empty() ? height : pattern::nearest_round(height, mill.circumferences_cm).height_cm();
}

/// A length that is not to be exceeded, to be said in tenths.
double floor_tenth(double value) {
  return std::floor(10 * value) / 10;
}

Finding about_resolution(const Print& print, const Mill& mill, std::optional<int> anew) {
  const int has = anew.value_or(print.width);
  const double dpi = has / print.width_cm * kCmPerInch;
  const bool low = dpi < mill.least_dpi * 0.999, enough = dpi < mill.best_dpi * 0.999;
  const double wanted = low ? mill.least_dpi : mill.best_dpi;
  const int pixels = static_cast<int>(std::ceil(wanted * print.width_cm / kCmPerInch));
  const double most_cm = has / wanted * kCmPerInch;
  Finding found{.facts = Json::Object{{"dpi", dpi},
                                      {"width_cm", print.width_cm},
                                      {"height_cm", print.height_cm()},
                                      {"least_dpi", mill.least_dpi},
                                      {"best_dpi", mill.best_dpi},
                                      {"pixels", pixels},
                                      {"has_pixels", has},
                                      {"most_cm", most_cm},
                                      {"anew", anew.has_value()}}};
  // what is drawn anew can't be had finer: then size is all that helps
  const std::string drawn = anew ? fmt::format("; {} pixels are the most it is drawn in", has) : "";
  const std::string file = anew ? "" : fmt::format(", or take a file {} pixels wide", pixels);
  if (low) {
    found.verdict = Verdict::refusal;
    found.code = "resolution_low";
    found.sentence = fmt::format(
        "the repeat has {:.0f} dpi at {:.1f} cm; {} asks for at least {:.0f}{}: print it at most {:.1f} cm wide{}", dpi,
        print.width_cm, mill.title, mill.least_dpi, drawn, floor_tenth(most_cm), file);
  } else if (enough) {
    found.verdict = Verdict::warning;
    found.code = "resolution_enough";
    found.sentence = fmt::format("{:.0f} dpi will do; {:.0f} is best{}: up to {:.1f} cm wide{}", dpi, mill.best_dpi,
                                 drawn, floor_tenth(most_cm), file);
  } else {
    found.code = "resolution_best";
    found.sentence = fmt::format("{:.0f} dpi at {:.1f} x {:.1f} cm", dpi, print.width_cm, print.height_cm());
  }
  return found;
}

Finding about_inks(const Print& print, const Mill& mill) {
  const int inks = static_cast<int>(print.inks.size());
  Json facts = Json::Object{{"inks", inks}, {"most_inks", mill.most_inks ? Json(*mill.most_inks) : Json()}};
  if (mill.most_inks && inks > *mill.most_inks) {
    return {.verdict = Verdict::refusal,
            .sentence =
                fmt::format("{} inks; {} takes {} at most: separate it into fewer", inks, mill.title, *mill.most_inks),
            .code = "inks_many",
            .facts = std::move(facts)};
  }
  return {.sentence = fmt::format("{} inks", inks), .code = "inks_fit", .facts = std::move(facts)};
}

Finding about_detail(const Print& print, const Mill& mill) {
  const double mm_per_pixel = 10 * print.width_cm / print.width;
  double finest = 32.5;  // pixels, half the width of what is found
  std::size_t which = 0;
  for (std::size_t k = 0; k < print.inks.size(); ++k) {
    const Mask cover{print.width,
                     print.height,
                     {print.plane(static_cast<int>(k)), print.plane(static_cast<int>(k)) + print.pixels()}};
    const double radius = finest_radius(cover, finest);
    if (radius > 0 && radius < finest) finest = radius, which = k;
  }
  const double width_mm = 2 * finest * mm_per_pixel;
  const std::string ink = name_of(print, which);
  Json facts = Json::Object{
      {"mm", width_mm}, {"ink", ink}, {"number", static_cast<int>(which) + 1}, {"finest_mm", mill.finest_mm}};
  const std::string said = fmt::format("the finest detail is {:.2f} mm wide ({})", width_mm, ink);
  if (width_mm >= mill.finest_mm) return {.sentence = said, .code = "detail_fits", .facts = std::move(facts)};
  return {.verdict = Verdict::warning,
          .sentence = fmt::format("{}; below {} mm it may break or fill in: print it larger, or leave it out", said,
                                  mill.finest_mm),
          .code = "detail_thin",
          .facts = std::move(facts)};
}

Finding about_repeat(const Print& print, const Mill& mill) {
  const double height = print.height_cm(), fits = nearest_height_cm(print, mill);
  Json facts = Json::Object{{"height_cm", height}, {"fits_cm", fits}};
  if (mill.circumferences_cm.empty() || std::abs(fits - height) <= kFits * fits) {
    return {.sentence = fmt::format("a repeat of {:.2f} cm fits", height),
            .code = "repeat_fits",
            .facts = std::move(facts)};
  }
  return {.verdict = Verdict::refusal,
          .sentence = fmt::format("a repeat {:.2f} cm high doesn't go round a whole number of times; scaled to {:.2f} "
                                  "cm it does",
                                  height, fits),
          .code = "repeat_uneven",
          .facts = std::move(facts)};
}

}  // namespace

Mill read_mill(const std::string& text, const std::string& name) {
  try {
    const Json json = Json::parse(text);
    Mill mill{.name = name,
              .title = json.at("title").string(),
              .method = json.at("method").string(),
              .least_dpi = json.at("least_dpi").number(),
              .best_dpi = json.at("best_dpi").number(),
              .most_inks = {},
              .most_pixels_a_side = {},
              .circumferences_cm = {},
              .colours = json.at("colours").string(),
              .files = {},
              .finest_mm = json.at("finest_mm").number()};
    if (const Json* most = json.find("most_inks")) mill.most_inks = static_cast<int>(most->integer());
    if (const Json* most = json.find("most_pixels_a_side")) mill.most_pixels_a_side = static_cast<int>(most->integer());
    if (const Json* lengths = json.find("circumferences_cm")) {
      for (const Json& length : lengths->array()) mill.circumferences_cm.push_back(length.number());
    }
    for (const Json& suffix : json.at("files").array()) mill.files.push_back(suffix.string());
    for (const double number : {mill.least_dpi, mill.best_dpi, mill.finest_mm}) {
      if (!(number > 0)) throw Error(ErrorKind::bad_file, "resolutions and sizes must be above 0");
    }
    for (const double length : mill.circumferences_cm) {
      if (!(length > 0)) throw Error(ErrorKind::bad_file, "circumferences must be above 0");
    }
    return mill;
  } catch (const Error& error) {
    throw Error(ErrorKind::bad_file, "the mill " + name + ": " + error.what());
  }
}

std::vector<std::string> mill_names() {
  std::vector<std::string> names;
  for (const fs::path& folder : share_folders("mills", "TOILE_MILLS")) {
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() == ".json") names.push_back(entry.path().stem().string());
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

Mill mill_named(const std::string& name) {
  const std::vector<std::string> names = mill_names();
  std::string list;
  for (const std::string& known : names) list += (list.empty() ? "" : ", ") + known;
  if (std::find(names.begin(), names.end(), name) != names.end()) {
    for (const fs::path& folder : share_folders("mills", "TOILE_MILLS")) {
      const fs::path file = folder / (name + ".json");
      if (fs::exists(file)) return read_mill(read_file(file, 1 << 16), name);
    }
  }
  throw Error(ErrorKind::not_found, "there is no mill " + name + "; there are " + (list.empty() ? "none" : list));
}

const char* name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::fine:
      return "fine";
    case Verdict::warning:
      return "warning";
    case Verdict::refusal:
      break;
  }
  return "refused";
}

std::vector<Finding> preflight(const Print& print, const Mill& mill, std::optional<int> anew) {
  std::vector<Finding> findings{about_resolution(print, mill, anew), about_inks(print, mill), about_detail(print, mill),
                                about_repeat(print, mill)};
  const double finer = 1.0 * anew.value_or(print.width) / print.width;
  const int side = static_cast<int>(std::lround(finer * std::max(print.width, print.height)));
  if (mill.most_pixels_a_side && side > *mill.most_pixels_a_side) {
    findings.push_back({.verdict = Verdict::refusal,
                        .sentence = fmt::format("a side of {} pixels; {} takes {} at most", side, mill.title,
                                                *mill.most_pixels_a_side),
                        .code = "side_long",
                        .facts = Json::Object{{"pixels", side}, {"most_pixels", *mill.most_pixels_a_side}}});
  }
  return findings;
}

double fitted_width_cm(const Print& print, const Mill& mill) {
  return print.width_cm * nearest_height_cm(print, mill) / print.height_cm();
}

}  // namespace toile::press
