// toile dress PHOTO... --pattern TILE... -o OUT: garments in new patterns.

#include "toile/studio/dress.hpp"

#include <fmt/core.h>

#include <memory>

#include "apps/cli/manifest.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/length.hpp"
#include "toile/base/names.hpp"
#include "toile/base/parallel.hpp"
#include "toile/image/file.hpp"
#include "toile/press/profile.hpp"
#include "toile/studio/dress_batch.hpp"

namespace toile::cli {
namespace {

using studio::DressJob;
using studio::DressState;

struct DressRequest {
  studio::DressRequest dress;
  std::vector<std::string> photos;
  std::vector<std::filesystem::path> patterns;
  std::vector<std::string> categories;
  std::string garment = "auto";
  std::vector<double> shift = {0, 0};
  std::vector<std::string> on;
  std::filesystem::path output;
  std::filesystem::path proof;
  bool mark = false;
  Batch batch;
};

Json::Array texts(const std::vector<std::string>& lines) {
  return {lines.begin(), lines.end()};
}

/// What the words say that aren't numbers.
void take_words(DressRequest& request) {
  request.dress.garment = models::garment_named(request.garment);
  request.dress.placement.shift_x = request.shift.at(0);
  request.dress.placement.shift_y = request.shift.at(1);
  for (const std::string& words : request.on) request.dress.worn.push_back(studio::worn_of(words));
}

/// One photo in one pattern.
Report dress_one(DressRequest& request, studio::OpenModels& models) {
  request.dress.photo = request.photos.front();
  if (!request.patterns.empty()) request.dress.pattern = request.patterns.front();
  if (!request.categories.empty()) request.dress.category = request.categories.front();
  request.dress.check();
  image::check_picture_suffix(request.output);
  Outputs outputs;
  studio::remember_inputs(request.dress, outputs);
  outputs.reads(request.proof);
  outputs.writes(request.output);
  image::read_size(studio::photo_file(request.dress.photo));  // told before a pattern is made for nothing
  if (!request.dress.mask.empty()) image::read_size(request.dress.mask);
  std::vector<std::string> notes;
  Image dressed;
  if (request.dress.worn.empty()) {
    Pattern pattern = studio::pattern_for(request.dress, models);
    if (!request.proof.empty()) {
      press::SoftProof proof =
          press::soft_proof(pattern.tile, press::Profile::open(request.proof), press::Intent::relative);
      pattern.tile = request.mark ? press::marked(std::move(proof)) : std::move(proof.picture);
    }
    const render::Cloth cloth = studio::cloth_for(request.dress, models);
    dressed = render::paint(cloth, pattern, request.dress.placement);
    notes = cloth.notes;
  } else {
    if (!request.proof.empty()) throw Error(ErrorKind::usage, "--proof shows one garment in one pattern");
    dressed = studio::dress_worn(request.dress, models, notes);
  }
  image::write(request.output, dressed);
  Report report{.text = one_line(request.output.string()), .json = {}};
  for (const std::string& note : notes) report.text += "\n  " + note;
  report.json = Json::Object{{"output", request.output.string()},
                             {"width", dressed.width},
                             {"height", dressed.height},
                             {"notes", texts(notes)}};
  return report;
}

Report dress_many(const DressRequest& request, const std::vector<DressJob>& jobs, const Shared& shared) {
  use_row_threads(1);  // each job has a thread; rows of one photo needn't be shared among several
  const auto outcomes = studio::dress_all(jobs, shared.threads, request.batch.options.again, shared.progress);
  Report report;
  Json::Array lines;
  int failed = 0;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    const auto& outcome = outcomes[i];
    const std::string state = outcome.state == DressState::made   ? "made"
                              : outcome.state == DressState::kept ? "kept"
                                                                  : "failed";
    const std::string& what = outcome.state == DressState::failed ? jobs[i].name : jobs[i].output.string();
    const std::string why = outcome.problem.empty() ? "" : ": " + outcome.problem;
    report.text += fmt::format("{:<6} {}\n", state, one_line(what + why));
    for (const std::string& note : outcome.notes) report.text += "       " + one_line(note) + "\n";
    Json line = Json::Object{{"name", jobs[i].name}, {"output", jobs[i].output.string()}, {"state", state}};
    if (!outcome.problem.empty()) line.set("problem", outcome.problem);
    if (!outcome.notes.empty()) line.set("notes", texts(outcome.notes));
    lines.push_back(std::move(line));
    failed += outcome.state == DressState::failed;
  }
  report.json = Json::Object{{"jobs", std::move(lines)}, {"failed", failed}};
  report.failed = failed > 0;
  return report;
}

std::function<Report()> look_options(Command app, studio::OpenModels& models);

/// A catalogue: the lines of a manifest, shared out among workers.
Report dress_lines(const DressRequest& request, const Command& app, const Shared& shared) {
  const LineCommand lines = {.name = "dress",
                             .description = {},
                             .subject = "PHOTO",
                             .member = "photo",
                             .inputs = {"photo", "pattern", "mask"},
                             .outputs = {"output"},
                             .alternatives = {"pattern", "category"},
                             .options = look_options};
  return run_lines(lines, request.batch, app, shared);
}

Report dress(DressRequest& request, const Command& app, const Shared& shared) {
  take_words(request);
  if (!request.batch.manifest.empty()) {
    if (!request.proof.empty()) throw Error(ErrorKind::usage, "--proof shows one photo in one pattern");
    if (!request.photos.empty()) throw Error(ErrorKind::usage, "either photos or a manifest, not both");
    if (request.patterns.size() + request.categories.size() > 1) {
      throw Error(ErrorKind::usage, "with a manifest one pattern at most, for lines that name none");
    }
    if (!request.output.empty()) return dress_lines(request, app, shared);
    if (!request.batch.shard.empty()) {
      throw Error(ErrorKind::usage, "shards have one folder for their results: name it by -o");
    }
    if (!request.patterns.empty()) request.dress.pattern = request.patterns.front();
    if (!request.categories.empty()) request.dress.category = request.categories.front();
    const auto jobs = studio::read_manifest(request.batch.manifest, request.dress);
    if (jobs.empty()) throw Error(ErrorKind::bad_file, request.batch.manifest.string() + " has no lines");
    return dress_many(request, jobs, shared);
  }
  if (request.photos.empty()) throw Error(ErrorKind::usage, "a photo is needed, or --manifest");
  if (request.output.empty()) throw Error(ErrorKind::usage, "an output is needed: -o");
  if (!request.on.empty() && request.photos.size() > 1) {
    throw Error(ErrorKind::usage, "--on dresses one photo; several go into a manifest, as \"worn\"");
  }
  if (request.photos.size() == 1 && request.patterns.size() < 2 && request.categories.size() < 2) {
    studio::OpenModels models;
    return dress_one(request, models);
  }
  if (!request.proof.empty()) throw Error(ErrorKind::usage, "--proof shows one photo in one pattern");
  if (request.patterns.empty() && request.categories.empty()) request.dress.check();  // says what is missing
  make_output_folder(request.output);
  return dress_many(
      request, studio::jobs_for(request.photos, request.patterns, request.categories, request.dress, request.output),
      shared);
}

/// What is the same for one look and for many.
void add_look_options(Command app, const std::shared_ptr<DressRequest>& request) {
  studio::DressRequest& d = request->dress;
  app.add_option("--seed", d.seed, "Which tile of the category").capture_default_str();
  app.add_option("--garment", request->garment,
                 "auto, all, upper, lower, dress or outer; of several people one's: upper:2")
      .capture_default_str();
  app.add_option("--mask", d.mask, "White on the garment; without: the wardrobe's own, or found");
  app.add_option("--model", d.model, "Other weights of the garment net: a file, or the name of an imported model");
  app.add_option("--scale", d.placement.scale, "1: the tile's own size on the wardrobe, else three across a garment")
      .capture_default_str();
  const auto length = [&](const std::string& name, double& cm, const char* help) {
    app.add_option_function<std::string>(
        name, [name, &cm, request](const std::string& words) { cm = length_cm(name, words); }, help);
  };
  length("--tile-cm", d.placement.tile_cm, "The tile's width on the cloth instead of --scale: 8, 80mm, 3in");
  length("--garment-cm", d.garment_cm,
         "How wide a photo's garment is in life, for --tile-cm: 52, 20.5in; without, a guess");
  app.add_option("--angle", d.placement.angle, "Degrees, counter-clockwise").capture_default_str();
  app.add_option("--shift", request->shift, "X,Y in tiles, right and down").delimiter(',').expected(2);
}

/// The options of one line of a catalogue.
std::function<Report()> look_options(Command app, studio::OpenModels& models) {
  auto request = std::make_shared<DressRequest>();
  app.add_option("PHOTO", request->photos).expected(1).required();
  app.add_option("--pattern", request->patterns).expected(1);
  app.add_option("--category", request->categories).expected(1);
  app.add_option("-o,--output", request->output).required();
  add_look_options(app, request);
  return [request, &models] {
    take_words(*request);
    return dress_one(*request, models);
  };
}

}  // namespace

void add_dress(Program& program) {
  auto request = std::make_shared<DressRequest>();
  auto app = std::make_shared<Command>();
  *app = add_command(program, "dress", "Put a pattern on the garment of a photo",
                     [request, app, &program] { return dress(*request, *app, program.shared); });
  Command command = *app;
  command.add_option("PHOTO", request->photos, "Pictures, or wardrobe:NAME");
  command.add_option("--pattern", request->patterns, "A seamless tile (repeatable)").one_at_a_time();
  command.add_option("-c,--category", request->categories, "Or a category: a new tile is made (repeatable)")
      .one_at_a_time();
  command
      .add_option("--on", request->on,
                  "A garment of the photo and its print, of several each: upper=tile.png, lower:2=checkered,scale=2 "
                  "(repeatable; with seed, scale, tile-cm, angle, shift=X:Y)")
      .one_at_a_time();
  command.add_option("--manifest", request->batch.manifest,
                     "A line of JSON a picture: photo, pattern or category, output, and options by their names");
  command.add_flag("--again", request->batch.options.again,
                   "Also make what several photos, patterns or a manifest made before");
  add_look_options(command, request);
  Option proof =
      command.add_option("--proof", request->proof, "Show the cloth as this ICC profile's printer prints it");
  command.add_flag("--mark", request->mark, "With --proof: magenta where the colour can't be printed").needs(proof);
  add_batch_options(command, request->batch);
  command.add_option("-o,--output", request->output,
                     "The dressed photo; of several: a folder; of a manifest: the folder that its outputs are below");
}

}  // namespace toile::cli
