#pragma once
/// What a mill takes, and whether a print fits.

#include <optional>
#include <string>
#include <vector>

#include "toile/base/json.hpp"
#include "toile/pattern/print.hpp"

namespace toile::press {

/// A file in `mills/` or one of the person's own: a JSON object with these members. Lengths in the unit they are named
/// by.
struct Mill {
  std::string name;    ///< of its file
  std::string title;   ///< for people
  std::string method;  ///< "digital", "rotary", "flat screen", "jacquard"
  double least_dpi = 150, best_dpi = 300;
  std::optional<int> most_inks, most_pixels_a_side;
  std::vector<double> circumferences_cm;  ///< a whole number of repeats must go round one of them; empty: any length
  std::string colours;                    ///< "srgb", "spot", "indexed"
  std::vector<std::string> files;         ///< suffixes, the usual one first
  double finest_mm = 0.3;                 ///< lines and dots that come out whole
};

/// Reads one. Throws `Error{bad_file}` naming the member that is missing or wrong.
Mill read_mill(const std::string& json, const std::string& name);

/// The names of the installed mills, sorted, and one of them. Throws `Error{not_found}` listing them.
std::vector<std::string> mill_names();
Mill mill_named(const std::string& name);

enum class Verdict { fine, warning, refusal };

/// "fine", "warning", "refused".
const char* name_of(Verdict verdict);

struct Finding {
  Verdict verdict = Verdict::fine;
  std::string sentence = {};  ///< what is so, and what to do where it isn't fine
  std::string code = {};      ///< the same for whoever has sentences in another language: it never changes
  Json facts = {};            ///< an object: what is filled into the sentence, numbers not rounded
};

/// Resolution, number of inks, finest detail, repeat and, where it is too large, size, in this order, each with a
/// sentence. `print.width_cm` is its width in fabric. `anew`: how many pixels across it is drawn in for this mill, as
/// many as can be, so that another file would not help; nothing: its own. Codes, each with its facts:
///   resolution_low, resolution_enough, resolution_best: dpi, width_cm, height_cm, least_dpi, best_dpi, pixels (that
///     are needed), has_pixels, most_cm (how wide it may be with those), anew
///   inks_many, inks_fit: inks, most_inks
///   detail_thin, detail_fits: mm, ink (its name), number (counted from 1), finest_mm
///   repeat_uneven, repeat_fits: height_cm, fits_cm
///   side_long: pixels, most_pixels
std::vector<Finding> preflight(const Print& print, const Mill& mill, std::optional<int> anew = {});

/// The width at which a whole number of repeats goes round the nearest of the mill's circumferences, the repeat's
/// height being what runs around; the print's own where the mill has none.
double fitted_width_cm(const Print& print, const Mill& mill);

}  // namespace toile::press
