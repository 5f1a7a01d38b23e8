// toile evaluate patterns SWATCHES, toile evaluate garments FOLDER: the figures of docs/results.md.

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <memory>

#include "apps/cli/cli.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/names.hpp"
#include "toile/base/outputs.hpp"
#include "toile/base/parallel.hpp"
#include "toile/base/sentence.hpp"
#include "toile/data/checkpoint.hpp"
#include "toile/data/flatten.hpp"
#include "toile/data/held_out.hpp"
#include "toile/data/labelled_photos.hpp"
#include "toile/data/npz.hpp"
#include "toile/data/swatch_files.hpp"
#include "toile/evaluate/garment_report.hpp"
#include "toile/evaluate/other_eyes.hpp"
#include "toile/evaluate/pattern_report.hpp"
#include "toile/evaluate/people_report.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/models/garment_segmenter.hpp"
#include "toile/models/pattern_generator.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;
using evaluate::PatternReport;
using evaluate::PatternSets;

constexpr int kSide = 224;        ///< pixels at which tiles and swatches are compared
constexpr int kLearntSide = 384;  ///< at which a net's tile shows as much as a swatch: six of its cells

struct EvaluateRequest {
  std::vector<fs::path> folders;
  fs::path backbone;
  fs::path eyes;
  fs::path model;
  std::string making = "best";
  fs::path tiles;
  fs::path output;
  std::vector<std::string> categories;
  double held_out = 0.2;
  double truncation = models::PatternRequest{}.truncation;
  bool flat = false;
  bool filter = true;
  std::uint64_t seed = 1;
  int count = 200;
};

/// flat: in few inks, as nets in inks learnt it.
Image square(const fs::path& file, bool flat) {
  const Image whole = image::on_colour(image::read(file), {255, 255, 255});
  const int side = std::min(whole.width, whole.height);
  const Image middle = image::crop(whole, (whole.width - side) / 2, (whole.height - side) / 2, side, side);
  const Image scaled = image::resize(middle, kSide, kSide);
  return flat ? data::flatten(scaled, kSide, data::kMostFlatInks).picture() : scaled;
}

/// What can't be read is left out, and `report` says so.
std::vector<Image> squares(const std::vector<fs::path>& files, bool flat, Report& report) {
  std::vector<Image> pictures(files.size());
  std::vector<std::string> problems(files.size());
  const auto read = [&](std::size_t i) {
    try {
      pictures[i] = square(files[i], flat);
    } catch (...) {
      problems[i] = sentence_in_hand();
    }
  };
  for_each_index(files.size(), 0, read, [](std::size_t) { return true; });
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (problems[i].empty()) continue;
    report.text += "failed " + one_line(files[i].string() + ": " + problems[i]) + "\n";
    report.failed = true;
  }
  std::erase_if(pictures, [](const Image& picture) { return picture.rgb.empty(); });
  return pictures;
}

/// Files of each category in all folders.
std::map<std::string, std::vector<fs::path>> files_by_category(const std::vector<fs::path>& folders) {
  std::map<std::string, std::vector<fs::path>> files;
  for (const fs::path& folder : folders) {
    for (const data::CategoryFiles& category : data::list_swatches(folder).categories) {
      auto& all = files[category.name];
      all.insert(all.end(), category.files.begin(), category.files.end());
    }
  }
  return files;
}

std::vector<Image> generated(const EvaluateRequest& request, const std::string& category) {
  const auto generator = models::PatternGenerator::open(category, request.model, models::making_named(request.making));
  const int side = generator.making() == models::Making::learnt ? kLearntSide : kSide;
  std::vector<Image> tiles(static_cast<std::size_t>(request.count));
  for_each_index(
      tiles.size(), 0,
      [&](std::size_t i) {
        tiles[i] = generator
                       .generate({.category = category,
                                  .size = side,
                                  .seed = request.seed,
                                  .index = i,
                                  .truncation = request.truncation,
                                  .filter = request.filter})
                       .tile;
        if (side != kSide) tiles[i] = image::resize(tiles[i], kSide, kSide);
      },
      [](std::size_t) { return true; });
  return tiles;
}

std::string line_of(const PatternReport& r) {
  return fmt::format(
      "{:<12} {:>6.0f} {:>6.0f}   {:.3f} {:.3f}   {:>5.2f} {:>5.2f}   {:>5.2f} {:>5.2f}   {:.2f} {:.2f} {:>4}   {:.2f} "
      "{:.2f}\n",
      r.category, r.kid, r.kid_real, r.seam_mean, r.seam_worst, r.diversity, r.diversity_real, r.nearest,
      r.nearest_real, r.likeness_worst, r.likeness_real, r.memorised, r.lattice, r.lattice_real);
}

void add_other_eyes(Report& report, const std::vector<PatternSets>& sets, const EvaluateRequest& request,
                    const Shared& shared) {
  const auto eyes = models::PictureFeatures::vgg(data::read_checkpoint(request.eyes));
  report.text += fmt::format("\n{:<12} {:>6} {:>6}   {:<9}   {}\n", "other eyes", "KID", "real", "far, real",
                             "named rightly, real");
  evaluate::OtherEyesReport mean{.category = "mean"};
  Json::Array rows;
  const auto n = static_cast<double>(sets.size());
  const auto add_line = [&](const evaluate::OtherEyesReport& r) {
    report.text += fmt::format("{:<12} {:>6.0f} {:>6.0f}   {:.2f} {:.2f}   {:.2f} {:.2f}\n", r.category, r.kid,
                               r.kid_real, r.far, r.far_real, r.named, r.named_real);
  };
  for (const evaluate::OtherEyesReport& r : evaluate::other_eyes_report(sets, eyes, shared.progress)) {
    add_line(r);
    rows.push_back(to_json(r));
    mean.kid += r.kid / n;
    mean.kid_real += r.kid_real / n;
    mean.far += r.far / n;
    mean.far_real += r.far_real / n;
    mean.named += r.named / n;
    mean.named_real += r.named_real / n;
  }
  add_line(mean);
  rows.push_back(to_json(mean));
  report.json.set("other_eyes", std::move(rows));
}

Report evaluate_patterns(const EvaluateRequest& request, const Shared& shared) {
  const auto swatches = files_by_category(request.folders);
  Outputs outputs;
  for (const auto& [category, files] : swatches) {
    for (const fs::path& file : files) outputs.reads(file);
  }
  outputs.reads(request.backbone);
  outputs.reads(request.eyes);
  outputs.reads(request.model);
  outputs.writes(request.output);
  std::vector<std::string> categories = request.categories;
  if (categories.empty()) {
    for (const std::string& known : models::pattern_categories()) {
      if (swatches.contains(known)) categories.push_back(known);
    }
  }
  const auto features = models::PictureFeatures::mobilenet(data::read_npz(request.backbone));
  std::map<std::string, std::vector<fs::path>> tile_files;
  if (!request.tiles.empty()) tile_files = files_by_category({request.tiles});

  Report report;
  report.text = fmt::format("{:<12} {:>6} {:>6}   {:<11}   {:<11}   {:<11}   {:<14}   {}\n", "", "KID", "real",
                            "seam, worst", "diversity", "nearest", "likeness, copies", "lattice");
  Json::Array reports;
  std::vector<PatternSets> sets;
  double kid = 0;
  for (const std::string& category : categories) {
    const auto found = swatches.find(category);
    if (found == swatches.end()) throw Error(ErrorKind::not_found, "there are no swatches of category " + category);
    std::vector<fs::path> held, training;
    for (const fs::path& file : found->second) {
      (data::is_held_out(file.string(), request.held_out) ? held : training).push_back(file);
    }
    sets.push_back(
        {.category = category,
         .tiles = request.tiles.empty() ? generated(request, category) : squares(tile_files[category], false, report),
         .held_out = squares(held, request.flat, report),
         .training = squares(training, request.flat, report)});
    const PatternReport one = evaluate::pattern_report(sets.back(), features, shared.progress);
    report.text += line_of(one);
    reports.push_back(to_json(one));
    kid += one.kid / static_cast<double>(categories.size());
  }
  report.text += fmt::format("mean KID {:.0f}\n", kid);
  report.json = Json::Object{{"kid_mean", kid}, {"categories", std::move(reports)}};
  if (!request.eyes.empty()) add_other_eyes(report, sets, request, shared);
  if (!request.output.empty()) write_file(request.output, report.json.dump() + "\n");
  return report;
}

struct GarmentRequest {
  fs::path folder;
  fs::path model;
  fs::path sheet;
  fs::path output;
  std::string split = "val";
  int clicks = 0;
};

/// Of "val", "train" or "all".
std::vector<data::LabelledPhoto> photos_of(const data::LabelledFolder& folder, const std::string& split) {
  std::vector<data::LabelledPhoto> photos;
  for (const data::LabelledPhoto& photo : folder.photos()) {
    if (split == "all" || photo.validation == (split == "val")) photos.push_back(photo);
  }
  return photos;
}

Report evaluate_garments(const GarmentRequest& request, const Shared& shared) {
  if (!request.sheet.empty()) image::check_picture_suffix(request.sheet);
  const auto folder = data::LabelledFolder::open(request.folder);
  const std::vector<data::LabelledPhoto> photos = photos_of(folder, request.split);
  Outputs outputs;
  outputs.reads(request.model);
  for (const data::LabelledPhoto& photo : photos) outputs.reads(photo.photo);
  outputs.writes(request.output);
  outputs.writes(request.sheet);
  const auto segmenter = models::GarmentSegmenter::open(request.model);
  const auto r = evaluate::garment_report(segmenter, folder, photos, request.clicks, shared.progress);

  Report report{.text = {}, .json = to_json(r)};
  const auto line = [&](const char* name, const evaluate::GroupFigures& f) {
    report.text += fmt::format("{:<16} {:.3f} pooled, {:.3f} a photo ({} photos)\n", name, f.pooled, f.mean, f.photos);
  };
  line("garment or not", r.garment);
  double mean = 0;
  for (std::size_t g = 0; g < kGarmentGroups && r.tells_groups; ++g) {
    line(kGarmentGroupNames[g], r.groups[g]);
    if (is_garment(static_cast<GarmentGroup>(g))) mean += r.groups[g].pooled / 4;
  }
  if (r.tells_groups) report.text += fmt::format("{:<16} {:.3f}\n", "mean of the four", mean);
  report.text += fmt::format("{:<16} {:.3f} a photo with one labelled garment\n", "taken unasked", r.unasked);
  report.text += fmt::format("{:<16} {:.3f} at {} pixels\n", "boundary F", r.boundary_f, evaluate::kBoundaryRadius);
  for (std::size_t i = 0; i < r.after_click.size(); ++i) {
    report.text += fmt::format("{:<16} {:.3f}\n", fmt::format("{} click{}", i + 1, i > 0 ? "s" : ""), r.after_click[i]);
  }
  report.text += fmt::format("{:<16} {:.0f} ms median, {:.0f} ms slowest; peak memory {:.0f} MB\n", "a photo",
                             1e3 * r.median_seconds, 1e3 * r.slowest_seconds, r.peak_megabytes);
  for (const std::string& one : r.left_out) report.text += "failed " + one + "\n";
  report.json.set("left_out", Json::Array(r.left_out.begin(), r.left_out.end()));
  report.failed = !r.left_out.empty();
  if (!request.sheet.empty()) image::write(request.sheet, evaluate::worst_photos(r, 24, segmenter, folder));
  if (!request.output.empty()) write_file(request.output, report.json.dump() + "\n");
  return report;
}

void add_evaluate_garments(Program& program, Command all) {
  auto request = std::make_shared<GarmentRequest>();
  Command command = add_command(program, all, "garments", "Garments found in labelled photos",
                                [request, &program] { return evaluate_garments(*request, program.shared); });
  command.add_option("FOLDER", request->folder, "Labelled photos, in our form or iMaterialist's").required();
  command.add_option("--model", request->model, "Other weights: a file, or the name of an imported model");
  command.add_option("--split", request->split, "Which photos: val, train or all")
      .one_of({"val", "train", "all"})
      .capture_default_str();
  command.add_option("--clicks", request->clicks, "Hints given where the matte is most wrong, as a person would")
      .within(0, 20)
      .capture_default_str();
  command.add_option("--sheet", request->sheet, "A picture of the 24 worst: missed garment red, wrongly found blue");
  command.add_option("-o,--output", request->output, "Also write the figures as JSON");
}

struct PeopleRequest {
  fs::path folder, model, sheet;
  std::string split = "val";
  int count = 30;
  std::uint64_t seed = 1;
};

Report evaluate_people(const PeopleRequest& request, const Shared& shared) {
  if (!request.sheet.empty()) image::check_picture_suffix(request.sheet);
  const auto folder = data::LabelledFolder::open(request.folder);
  const std::vector<data::LabelledPhoto> photos = photos_of(folder, request.split);
  Outputs outputs;
  outputs.reads(request.model);
  for (const data::LabelledPhoto& photo : photos) outputs.reads(photo.photo);
  outputs.writes(request.sheet);
  const auto segmenter = models::GarmentSegmenter::open(request.model);
  const auto all = evaluate::people_report(segmenter, folder, photos, request.count, request.seed, shared.progress);
  Report report;
  Json::Array rows;
  for (std::size_t k = 0; k < all.size(); ++k) {
    const evaluate::PeopleFigures& f = all[k];
    report.text +=
        fmt::format("{} people a photo: {} of {} told apart right ({:.3f}), as many as there are in {} of {} photos\n",
                    evaluate::kLeastCrowd + static_cast<int>(k), f.right, f.people,
                    f.people > 0 ? 1.0 * f.right / f.people : 0, f.counted_right, f.photos);
    rows.push_back(Json::Object{{"people_a_photo", evaluate::kLeastCrowd + static_cast<int>(k)},
                                {"people", f.people},
                                {"right", f.right},
                                {"photos", f.photos},
                                {"counted_right", f.counted_right}});
  }
  report.json = Json::Object{{"crowds", std::move(rows)}};
  if (!request.sheet.empty()) {
    std::vector<Image> crowds;
    for (std::size_t i = 0; i < 12; ++i) {
      const int people = evaluate::kLeastCrowd + static_cast<int>(i % 3);
      crowds.push_back(image::resize(evaluate::crowd_of(folder, photos, i, people, request.seed).photo, 240, 360));
    }
    image::write(request.sheet, image::contact_sheet(crowds, 6));
  }
  return report;
}

void add_evaluate_people(Program& program, Command all) {
  auto request = std::make_shared<PeopleRequest>();
  Command command = add_command(program, all, "people", "People told apart in photos put together out of labelled ones",
                                [request, &program] { return evaluate_people(*request, program.shared); });
  command.add_option("FOLDER", request->folder, "Labelled photos, in our form or iMaterialist's").required();
  command.add_option("--model", request->model, "Other weights: a file, or the name of an imported model");
  command.add_option("--split", request->split, "Which photos: val, train or all")
      .one_of({"val", "train", "all"})
      .capture_default_str();
  command.add_option("-n,--count", request->count, "Photos for two, three and four people each")
      .within(1, 10000)
      .capture_default_str();
  command.add_option("--seed", request->seed, "Of how they are put together").capture_default_str();
  command.add_option("--sheet", request->sheet, "A picture of the first twelve");
}

}  // namespace

void add_evaluate(Program& program) {
  Command all = program.line.root().add_subcommand("evaluate", "The figures by which models are judged");
  all.require_subcommand(1, 1);
  add_evaluate_drape(program, all);
  add_evaluate_motifs(program, all);
  add_evaluate_scan(program, all);
  add_evaluate_people(program, all);
  auto request = std::make_shared<EvaluateRequest>();
  Command command = add_command(program, all, "patterns", "Generated tiles beside real swatches",
                                [request, &program] { return evaluate_patterns(*request, program.shared); });
  command.add_option("SWATCHES", request->folders, "Folders of category folders, as training had them").required();
  command.add_option("--backbone", request->backbone, "MobileNetV2 (.npz), whose features are compared").required();
  command.add_option("--eyes", request->eyes,
                     "VGG-19 (.pth), other eyes than those that training looked through; they also name the tiles");
  command.add_option("--making", request->making, "As in `generate`").capture_default_str();
  command.add_option("-c,--category", request->categories, "Only these categories (repeatable)");
  command.add_option("-n,--count", request->count, "Tiles a category").within(2, 100000).capture_default_str();
  command.add_option("--model", request->model, "A weights file instead of the shipped one");
  command.add_option("--tiles", request->tiles, "Judge the tiles of this folder of category folders instead");
  command.add_option("--held-out", request->held_out, "Share of photos that `prepare --held-out` kept from training")
      .within(0.01, 0.9)
      .capture_default_str();
  command.add_flag("--flat", request->flat,
                   "Flatten the swatches first, as `prepare --inks` does: prints beside what nets in inks learnt from");
  command.add_option("--truncation", request->truncation, "As in `generate`").capture_default_str();
  command.add_flag_callback(
      "--no-filter", [request] { request->filter = false; }, "As in `generate`");
  command.add_option("--seed", request->seed, "Same seed, same tiles").capture_default_str();
  command.add_option("-o,--output", request->output, "Also write the figures as JSON");
  add_evaluate_garments(program, all);
}

}  // namespace toile::cli
