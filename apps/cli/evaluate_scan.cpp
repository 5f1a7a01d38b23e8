// toile evaluate scan: repeats found on photos made of known tiles, and on real ones marked by hand; motifs cut from
// drawings made for it.

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <memory>

#include "apps/cli/cli.hpp"
#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"
#include "toile/evaluate/drawing_report.hpp"
#include "toile/evaluate/scan_marks.hpp"
#include "toile/evaluate/scan_report.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;
using evaluate::ScanFigures;

constexpr int kShown = 240;  ///< of a picture on the sheet

struct EvaluateScanRequest {
  fs::path marks, pictures, sheet;
  int designs = 3;
  std::uint64_t seed = 1;
  bool wrong_only = false, drawings = false;
};

/// Means of a group of trials; colour, structure and sharpness of those that were found right.
struct Group {
  int count = 0, found = 0, right = 0, of_three = 0, layout = 0;
  double difference = 0, ssim = 0, sharpness = 0, worst_seam = 0, seconds = 0;

  void add(const ScanFigures& f) {
    ++count;
    found += f.found;
    right += f.right;
    of_three += f.right_of_three;
    layout += f.layout_right;
    seconds += f.seconds;
    worst_seam = std::max(worst_seam, std::abs(f.seam - 1));
    if (!f.right) return;
    difference += f.difference;
    ssim += f.ssim;
    sharpness += f.sharpness;
  }
};

std::string line_of(const std::string& name, const Group& g) {
  const double n = std::max(1, g.count), right = std::max(1, g.right);
  return fmt::format("{:<24} {:>4} {:>7.3f} {:>7.3f} {:>7.3f} {:>7.2f} {:>6.3f} {:>6.2f} {:>6.3f} {:>6.2f}\n", name,
                     g.count, g.right / n, g.of_three / n, g.layout / n, g.difference / right, g.ssim / right,
                     g.sharpness / right, g.worst_seam, g.seconds / n);
}

Json json_of(const std::string& name, const Group& g) {
  const double n = std::max(1, g.count), right = std::max(1, g.right);
  return Json::Object{{"group", name},
                      {"photos", g.count},
                      {"found", g.found / n},
                      {"right", g.right / n},
                      {"right_of_three", g.of_three / n},
                      {"layout_right", g.layout / n},
                      {"difference", g.difference / right},
                      {"ssim", g.ssim / right},
                      {"sharpness", g.sharpness / right},
                      {"worst_seam", g.worst_seam},
                      {"seconds", g.seconds / n}};
}

/// A picture in a square of white.
Image shown(const Image& picture) {
  Image out = Image::filled(kShown, kShown, {255, 255, 255});
  if (picture.rgb.empty()) return out;
  const double shrink = 1.0 * kShown / std::max(picture.width, picture.height);
  const Image small = image::resize(picture, std::max(1, static_cast<int>(picture.width * shrink)),
                                    std::max(1, static_cast<int>(picture.height * shrink)));
  for (int y = 0; y < small.height; ++y)
    std::copy_n(small.at(0, y), 3 * static_cast<std::size_t>(small.width), out.at(0, y));
  return out;
}

void add_table(Report& report, const std::map<std::string, Group>& groups) {
  report.text += fmt::format("{:<24} {:>4} {:>7} {:>7} {:>7} {:>7} {:>6} {:>6} {:>6} {:>6}\n", "", "n", "right", "of 3",
                             "layout", "dE2000", "SSIM", "sharp", "|seam|", "s");
  Json::Array rows;
  for (const auto& [name, group] : groups) {
    report.text += line_of(name, group);
    rows.push_back(json_of(name, group));
  }
  report.json.set("groups", std::move(rows));
}

Report evaluate_made(const EvaluateScanRequest& request, const Shared& shared) {
  const std::vector<evaluate::ScanTrial> trials = evaluate::scan_trials(request.designs, request.seed);
  std::vector<ScanFigures> figures(trials.size());
  std::vector<Image> pictures(3 * trials.size());
  const auto work = [&](std::size_t i) {
    evaluate::ScanResult result = evaluate::try_scan(trials[i]);
    figures[i] = result.figures;
    if (request.sheet.empty() || (request.wrong_only && figures[i].right)) return;
    pictures[3 * i] = shown(result.photo);
    pictures[3 * i + 1] = shown(result.tile);
    pictures[3 * i + 2] = shown(result.truth);
  };
  const auto go_on = [&](std::size_t done) {
    return shared.progress({.what = "scanned",
                            .done = static_cast<std::int64_t>(done),
                            .total = static_cast<std::int64_t>(trials.size())});
  };
  if (!for_each_index(trials.size(), shared.threads, work, go_on)) throw Error(ErrorKind::cancelled, "stopped");
  std::map<std::string, Group> groups;
  Report report{.text = {}, .json = Json::Object{}};
  for (std::size_t i = 0; i < trials.size(); ++i) {
    for (const std::string& name : {std::string("all"), "design " + trials[i].design, "layout " + trials[i].layout,
                                    "photo " + trials[i].condition}) {
      groups[name].add(figures[i]);
    }
    if (!figures[i].right) {
      report.text +=
          fmt::format("wrong: {} {} {} {} ({:.2f}, {})\n", i, trials[i].design, trials[i].layout, trials[i].condition,
                      figures[i].confidence, figures[i].right_of_three ? "among three" : "not among three");
    }
  }
  add_table(report, groups);
  if (!request.sheet.empty()) {
    std::erase_if(pictures, [](const Image& p) { return p.rgb.empty(); });
    if (!pictures.empty()) image::write(request.sheet, image::contact_sheet(pictures, 9));
  }
  return report;
}

Report evaluate_marked(const EvaluateScanRequest& request, const Shared& shared) {
  const std::vector<evaluate::ScanMark> marks = evaluate::read_scan_marks(request.marks);
  std::vector<evaluate::MarkFigures> figures(marks.size());
  std::vector<Image> pictures(2 * marks.size());
  const auto work = [&](std::size_t i) {
    const Image photo = evaluate::marked_photo(marks[i], request.pictures);
    const scan::Cloth cloth = scan::scan_cloth(photo);
    figures[i] = evaluate::judged(marks[i], cloth);
    if (request.sheet.empty() || (request.wrong_only && figures[i].right)) return;
    pictures[2 * i] = shown(photo);
    pictures[2 * i + 1] = shown(cloth.tile);
  };
  const auto go_on = [&](std::size_t done) {
    return shared.progress(
        {.what = "scanned", .done = static_cast<std::int64_t>(done), .total = static_cast<std::int64_t>(marks.size())});
  };
  if (!for_each_index(marks.size(), shared.threads, work, go_on)) throw Error(ErrorKind::cancelled, "stopped");
  Report report{.text = {}, .json = Json::Object{}};
  int right = 0, nearly = 0, of_three = 0, layout = 0;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    right += figures[i].right;
    nearly += figures[i].nearly;
    of_three += figures[i].right_of_three;
    layout += figures[i].layout_right;
    if (!figures[i].right) {
      report.text += fmt::format("{}: {} ({}): {} instead of {}\n", figures[i].nearly ? "nearly" : "wrong",
                                 marks[i].file, figures[i].right_of_three ? "among three" : "not among three",
                                 figures[i].found, figures[i].truth);
    }
  }
  const double n = std::max<double>(1, static_cast<double>(marks.size()));
  report.text += fmt::format("{} photos: right {:.3f}, within 6 % {:.3f}, among three {:.3f}, layout {:.3f}\n",
                             marks.size(), right / n, nearly / n, of_three / n, layout / n);
  report.json = Json::Object{{"photos", static_cast<int>(marks.size())},
                             {"right", right / n},
                             {"within_6_percent", nearly / n},
                             {"right_of_three", of_three / n},
                             {"layout_right", layout / n}};
  if (!request.sheet.empty()) {
    std::erase_if(pictures, [](const Image& p) { return p.rgb.empty(); });
    if (!pictures.empty()) image::write(request.sheet, image::contact_sheet(pictures, 8));
  }
  return report;
}

/// The page with its pieces moved nowhere, on a grey that no paper has.
Image on_grey(const evaluate::DrawnPage& page, const std::vector<scan::Piece>& pieces) {
  Image out = Image::filled(page.page.width, page.page.height, {110, 128, 140});
  for (const scan::Piece& piece : pieces) {
    for (int y = 0; y < piece.picture.height; ++y) {
      for (int x = 0; x < piece.picture.width; ++x) {
        const int alpha = piece.picture.alpha[static_cast<std::size_t>(y) * piece.picture.width + x];
        std::uint8_t* to = out.at(piece.x + x, piece.y + y);
        for (int c = 0; c < 3; ++c) {
          to[c] = static_cast<std::uint8_t>((alpha * piece.picture.at(x, y)[c] + (255 - alpha) * to[c]) / 255);
        }
      }
    }
  }
  return out;
}

Report evaluate_drawings(const EvaluateScanRequest& request) {
  Report report{
      .text = fmt::format("{:<42} {:>6} {:>6} {:>6} {:>6} {:>6}\n", "", "motifs", "right", "IoU", "pieces", "extra"),
      .json = Json::Object{}};
  Json::Array rows;
  std::vector<Image> pictures;
  evaluate::DrawingFigures all;
  const auto add = [&](const std::string& name, const evaluate::DrawingFigures& f, double iou) {
    report.text +=
        fmt::format("{:<42} {:>6} {:>6} {:>6.3f} {:>6} {:>6}\n", name, f.motifs, f.right, iou, f.pieces, f.extra);
    rows.push_back(Json::Object{{"page", name},
                                {"motifs", f.motifs},
                                {"right", f.right},
                                {"iou", iou},
                                {"pieces", f.pieces},
                                {"extra", f.extra}});
  };
  for (const evaluate::DrawnPage& page : evaluate::drawn_pages(request.seed)) {
    const scan::Drawing drawing = scan::motifs_on(page.page, page.name);
    const evaluate::DrawingFigures f = evaluate::judged(page, drawing.pieces);
    add(page.name, f, f.iou);
    all.motifs += f.motifs;
    all.right += f.right;
    all.pieces += f.pieces;
    all.extra += f.extra;
    all.iou += f.motifs * f.iou;
    if (!request.sheet.empty()) {
      pictures.push_back(image::resize(page.page, 700, 500));
      pictures.push_back(image::resize(on_grey(page, drawing.pieces), 700, 500));
    }
  }
  add("all", all, all.iou / std::max(1, all.motifs));
  report.json.set("pages", std::move(rows));
  if (!request.sheet.empty()) image::write(request.sheet, image::contact_sheet(pictures, 4));
  return report;
}

Report evaluate_scan(const EvaluateScanRequest& request, const Shared& shared) {
  if (!request.sheet.empty()) image::check_picture_suffix(request.sheet);
  if (request.drawings) return evaluate_drawings(request);
  if (request.marks.empty()) return evaluate_made(request, shared);
  return evaluate_marked(request, shared);
}

}  // namespace

void add_evaluate_scan(Program& program, Command evaluate) {
  auto request = std::make_shared<EvaluateScanRequest>();
  Command command = add_command(program, evaluate, "scan",
                                "Repeats found in photos of cloth, and motifs in drawings, beside the truth",
                                [request, &program] { return evaluate_scan(*request, program.shared); });
  Option marks = command.add_option("MARKS", request->marks,
                                    "Real photos' repeats, marked by hand; without: photos made of known tiles");
  command.add_flag("--drawings", request->drawings, "Ten drawings made for it, cut into motifs").excludes(marks);
  command.add_option("--pictures", request->pictures, "The folder that the marks' files are in");
  command.add_option("-n,--designs", request->designs, "Of made photos: designs of each kind")
      .within(1, 100)
      .capture_default_str();
  command.add_option("--seed", request->seed, "Same seed, same made photos").capture_default_str();
  command.add_flag("--wrong", request->wrong_only, "The sheet shows only what was not found right");
  command.add_option("-o,--output", request->sheet, "A sheet of pictures: photo, tile, truth");
}

}  // namespace toile::cli
