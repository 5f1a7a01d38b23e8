// toile evaluate drape DIR: how near dressed garments come to rendered truth.

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include "apps/cli/cli.hpp"
#include "toile/base/error.hpp"
#include "toile/base/names.hpp"
#include "toile/base/parallel.hpp"
#include "toile/base/sentence.hpp"
#include "toile/evaluate/drape_report.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/models/garment_segmenter.hpp"
#include "toile/studio/open_models.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;
using evaluate::DrapeCase;
using evaluate::DrapeFigures;
using evaluate::DrapeMethod;
using evaluate::kDrapeMethods;

constexpr int kSheetWidth = 300;  ///< of a picture on the sheet
constexpr const char* kPlain = "plain";

struct EvaluateDrapeRequest {
  fs::path folder = "tests/drape";
  fs::path fabrics;
  fs::path output;
  std::vector<std::string> items, starts;
  std::string shown = "check";
  bool found = false;
  fs::path model;
};

/// One thing to try: which case, start, truth and method.
struct Trial {
  std::size_t garment, start, truth;
  DrapeMethod method;
};

bool wanted(const std::vector<std::string>& names, const std::string& name) {
  return names.empty() || std::find(names.begin(), names.end(), name) != names.end();
}

std::vector<Trial> trials_of(const std::vector<DrapeCase>& garments, const EvaluateDrapeRequest& request) {
  std::vector<Trial> trials;
  for (std::size_t g = 0; g < garments.size(); ++g) {
    for (std::size_t s = 0; s < garments[g].starts.size(); ++s) {
      if (!wanted(request.starts, garments[g].starts[s].name)) continue;
      for (std::size_t t = 0; t < garments[g].truths.size(); ++t) {
        for (const DrapeMethod method : kDrapeMethods) trials.push_back({g, s, t, method});
      }
    }
  }
  return trials;
}

/// Our own methods, which know of a soft edge.
bool has_rim(DrapeMethod method) {
  return method == DrapeMethod::photo || method == DrapeMethod::fabric;
}

/// A line for each item, start and fabric, and the means over items.
std::string table_of(const std::vector<DrapeFigures>& figures) {
  std::string text = fmt::format("{:<40} {:^34}   {:^34}   {:^13}\n{:<40}", "", "mean CIEDE2000", "SSIM of luminance",
                                 "at the rim", "");
  for (int twice = 0; twice < 2; ++twice) {
    for (const DrapeMethod method : kDrapeMethods) text += fmt::format(" {:>6.6}", name_of(method));
    text += "  ";
  }
  for (const DrapeMethod method : kDrapeMethods) {
    if (has_rim(method)) text += fmt::format(" {:>6.6}", name_of(method));
  }
  text += "\n";
  struct Sums {
    std::array<double, kDrapeMethods.size()> difference{}, ssim{}, rim{};
    int count = 0;
  };
  std::map<std::string, Sums> means;
  const auto line = [](const std::string& name, const Sums& sums) {
    std::string out = fmt::format("{:<40}", name);
    for (const double value : sums.difference) out += fmt::format(" {:>6.2f}", value / sums.count);
    out += "  ";
    for (const double value : sums.ssim) out += fmt::format(" {:>6.3f}", value / sums.count);
    out += "  ";
    for (std::size_t m = 0; m < kDrapeMethods.size(); ++m) {
      if (has_rim(kDrapeMethods[m])) out += fmt::format(" {:>6.2f}", sums.rim[m] / sums.count);
    }
    return out + "\n";
  };
  for (std::size_t i = 0; i + kDrapeMethods.size() <= figures.size(); i += kDrapeMethods.size()) {
    const DrapeFigures& f = figures[i];
    Sums one{.count = 1};
    for (std::size_t m = 0; m < kDrapeMethods.size(); ++m) {
      one.difference[m] = figures[i + m].difference;
      one.ssim[m] = figures[i + m].ssim;
      one.rim[m] = figures[i + m].rim;
    }
    text += line(f.item + ", from " + f.start + " to " + f.fabric, one);
    Sums& mean = means["all items, from " + f.start + " to " + (f.fabric == kPlain ? kPlain : "prints")];
    for (std::size_t m = 0; m < kDrapeMethods.size(); ++m) {
      mean.difference[m] += one.difference[m];
      mean.ssim[m] += one.ssim[m];
      mean.rim[m] += one.rim[m];
    }
    ++mean.count;
  }
  for (const auto& [name, sums] : means) text += line(name, sums);
  return text;
}

Json json_of(const DrapeFigures& f) {
  return Json::Object{{"item", f.item},
                      {"start", f.start},
                      {"fabric", f.fabric},
                      {"method", evaluate::name_of(f.method)},
                      {"difference", f.difference},
                      {"ssim", f.ssim},
                      {"rim", f.rim}};
}

/// The net's mattes of a case's starts, in their order; without pixels where it found nothing.
std::vector<Mask> mattes_of(const DrapeCase& garment, const models::GarmentSegmenter& segmenter) {
  std::vector<Mask> mattes;
  for (const evaluate::DrapeStart& start : garment.starts) mattes.push_back(segmenter.find(start.photo).matte);
  return mattes;
}

/// One that can't be read is a line of the report.
std::vector<DrapeCase> read_cases(const EvaluateDrapeRequest& request, Report& report) {
  std::vector<DrapeCase> cases;
  const fs::path fabrics = request.fabrics.empty() ? request.folder / "fabrics" : request.fabrics;
  for (const fs::path& folder : evaluate::drape_cases(request.folder)) {
    if (!wanted(request.items, folder.filename().string())) continue;
    try {
      cases.push_back(evaluate::read_drape_case(folder, fabrics));
    } catch (...) {
      report.text += "failed " + one_line(folder.string() + ": " + sentence_in_hand()) + "\n";
      report.failed = true;
    }
  }
  return cases;
}

Image small(const Image& picture) {
  return image::resize(picture, kSheetWidth, kSheetWidth * picture.height / std::max(1, picture.width));
}

/// A row for each start: the start, `shown` by each method, the truth.
void write_sheet(const EvaluateDrapeRequest& request, const std::vector<DrapeCase>& garments,
                 const std::vector<Trial>& trials, const std::vector<Image>& shown) {
  std::vector<Image> sheet;
  for (std::size_t i = 0; i < trials.size(); ++i) {
    if (shown[i].rgb.empty()) continue;
    const DrapeCase& garment = garments[trials[i].garment];
    if (trials[i].method == kDrapeMethods.front()) sheet.push_back(small(garment.starts[trials[i].start].photo));
    sheet.push_back(shown[i]);
    if (trials[i].method == kDrapeMethods.back()) sheet.push_back(small(garment.truths[trials[i].truth].photo));
  }
  if (sheet.empty()) throw Error(ErrorKind::usage, "there is no truth in the fabric " + request.shown);
  int height = 0;
  for (const Image& picture : sheet) height = std::max(height, picture.height);
  for (Image& picture : sheet) {
    Image padded = Image::filled(kSheetWidth, height, {255, 255, 255});
    std::copy(picture.rgb.begin(), picture.rgb.end(), padded.rgb.begin());
    picture = std::move(padded);
  }
  image::write(request.output, image::contact_sheet(sheet, static_cast<int>(kDrapeMethods.size()) + 2));
}

/// Takes out what failed, with the other methods' figures beside it: a line of the table has one of each. A line of the
/// report says so.
void leave_out_failed(const std::vector<DrapeCase>& garments, const std::vector<std::string>& problems,
                      std::vector<Trial>& trials, std::vector<DrapeFigures>& figures, std::vector<Image>& shown,
                      Report& report) {
  constexpr std::size_t kLine = kDrapeMethods.size();
  for (std::size_t line = trials.size() / kLine; line-- > 0;) {
    const auto first = static_cast<std::ptrdiff_t>(line * kLine);
    const auto begin = problems.begin() + first;
    const auto why = std::find_if(begin, begin + kLine, [](const std::string& problem) { return !problem.empty(); });
    if (why == begin + kLine) continue;
    report.text += "failed " + one_line(garments[trials[first].garment].name + ": " + *why) + "\n";
    report.failed = true;
    const auto erase = [&](auto& all) { all.erase(all.begin() + first, all.begin() + first + kLine); };
    erase(trials);
    erase(figures);
    erase(shown);
  }
  if (trials.empty()) throw Error(ErrorKind::bad_file, "nothing could be evaluated: " + report.text);
}

Report evaluate_drape(const EvaluateDrapeRequest& request, const Shared& shared) {
  if (!request.output.empty()) image::check_picture_suffix(request.output);
  Report report;
  const std::vector<DrapeCase> garments = read_cases(request, report);
  std::vector<Trial> trials = trials_of(garments, request);
  if (trials.empty()) {
    throw Error(ErrorKind::not_found, "there is nothing to evaluate in " + request.folder.string() +
                                          (report.failed ? ": " + report.text : ""));
  }

  std::vector<std::vector<Mask>> mattes(garments.size());
  if (request.found) {
    const auto segmenter = models::GarmentSegmenter::open(request.model);
    for (std::size_t g = 0; g < garments.size(); ++g) mattes[g] = mattes_of(garments[g], segmenter);
  }

  studio::OpenModels models;
  std::vector<DrapeFigures> figures(trials.size());
  std::vector<Image> shown(trials.size());
  std::vector<std::string> problems(trials.size());
  const auto work = [&](std::size_t i) {
    const DrapeCase& garment = garments[trials[i].garment];
    const evaluate::DrapeTruth& truth = garment.truths[trials[i].truth];
    try {
      std::optional<Mask> matte;
      if (request.found) matte = mattes[trials[i].garment][trials[i].start];
      auto result = evaluate::try_drape(garment, garment.starts[trials[i].start], truth, trials[i].method, matte,
                                        models.cloth_reader());
      figures[i] = result.figures;
      if (!request.output.empty() && truth.name == request.shown) shown[i] = small(result.dressed);
    } catch (...) {
      problems[i] = sentence_in_hand();
    }
  };
  const auto go_on = [&](std::size_t done) {
    return shared.progress({.what = "dressed",
                            .done = static_cast<std::int64_t>(done),
                            .total = static_cast<std::int64_t>(trials.size())});
  };
  if (!for_each_index(trials.size(), shared.threads, work, go_on)) throw Error(ErrorKind::cancelled, "stopped");

  leave_out_failed(garments, problems, trials, figures, shown, report);
  if (!request.output.empty()) write_sheet(request, garments, trials, shown);
  Json::Array rows;
  for (const DrapeFigures& one : figures) rows.push_back(json_of(one));
  report.text += table_of(figures);
  report.json = Json::Object{{"figures", std::move(rows)}};
  return report;
}

}  // namespace

void add_evaluate_drape(Program& program, Command evaluate) {
  auto request = std::make_shared<EvaluateDrapeRequest>();
  Command command = add_command(program, evaluate, "drape", "Dressed garments beside rendered truth",
                                [request, &program] { return evaluate_drape(*request, program.shared); });
  command.add_option("DIR", request->folder, "A folder of case folders").capture_default_str();
  command.add_option("--fabrics", request->fabrics, "Tiles and fabrics.json; without: DIR/fabrics");
  command.add_option("--item", request->items, "Only these items (repeatable)");
  command.add_option("--start", request->starts, "Only these starting garments (repeatable)");
  command.add_option("--show", request->shown, "The fabric that the sheet shows").capture_default_str();
  command.add_flag("--found", request->found, "Give the photo method the matte that the net finds, not the exact one");
  command.add_option("--model", request->model, "With --found: other weights of the garment net");
  command.add_option("-o,--output", request->output,
                     "A sheet of pictures: start, paste, multiply, displace, photo, fabric, truth");
}

}  // namespace toile::cli
