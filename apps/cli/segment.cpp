// toile segment PHOTO -o MASK: the garment's matte.

#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <memory>
#include <vector>

#include "apps/cli/manifest.hpp"
#include "toile/base/error.hpp"
#include "toile/base/names.hpp"
#include "toile/image/file.hpp"
#include "toile/models/garment_segmenter.hpp"
#include "toile/models/refine_mask.hpp"
#include "toile/render/edge.hpp"
#include "toile/studio/dress.hpp"
#include "toile/studio/photos.hpp"

namespace toile::cli {
namespace {

struct SegmentRequest {
  std::string photo;
  std::string garment = "auto";
  std::filesystem::path model;
  std::filesystem::path mask;
  std::vector<std::string> add;
  std::vector<std::string> remove;
  std::filesystem::path cut_out;
  std::filesystem::path output;
};

/// "x,y" or "x,y,width,height".
models::Hint hint_of(std::string words, bool add) {
  std::erase_if(words, [](unsigned char c) { return std::isspace(c); });
  std::vector<int> numbers;
  const char* at = words.data();
  const char* const end = at + words.size();
  while (at <= end) {
    const auto read = std::from_chars(at, end, numbers.emplace_back());
    if (read.ec != std::errc() || (read.ptr != end && *read.ptr != ',')) numbers.resize(5);
    if (read.ec != std::errc() || numbers.size() > 4) break;
    at = read.ptr + 1;
  }
  if (numbers.size() != 2 && (numbers.size() != 4 || numbers[2] < 1 || numbers[3] < 1)) {
    throw Error(ErrorKind::usage, fmt::format("--{} is {}; it must be x,y or x,y,width,height in pixels of the photo",
                                              add ? "add" : "remove", words));
  }
  numbers.resize(4);
  return {.x = numbers[0], .y = numbers[1], .width = numbers[2], .height = numbers[3], .add = add};
}

std::vector<models::Hint> hints_of(const SegmentRequest& request) {
  std::vector<models::Hint> hints;
  for (const std::string& words : request.add) hints.push_back(hint_of(words, true));
  for (const std::string& words : request.remove) hints.push_back(hint_of(words, false));
  return hints;
}

void check_cut_out(const SegmentRequest& request) {
  if (request.cut_out.empty()) return;
  if (!image::keeps_alpha(request.cut_out)) {  // it would be the photo on white
    throw Error(ErrorKind::usage,
                "--cut-out is " + request.cut_out.string() + "; JPEG has no transparency, use .png, .webp or .tif");
  }
}

void check_outputs(const SegmentRequest& request) {
  Outputs outputs;
  studio::remember_inputs({.photo = request.photo, .mask = request.mask, .model = request.model}, outputs);
  outputs.writes(request.output);
  outputs.writes(request.cut_out);
}

/// What the net finds; where that is nothing, an empty matte for whoever points at the garment.
models::Segmentation found_or_started(const models::GarmentSegmenter& segmenter, const Image& photo,
                                      models::Garment garment, const std::vector<models::Hint>& hints) {
  models::Segmentation result = segmenter.find(photo, garment);
  if (result.matte.pixels() > 0) return result;
  if (std::none_of(hints.begin(), hints.end(), [](const models::Hint& hint) { return hint.add; })) {
    throw models::nothing_found(garment, result.found);
  }
  result.matte = Mask::filled(photo.width, photo.height, 0);
  return result;
}

Report segment(const SegmentRequest& request, studio::OpenModels& models) {
  const models::Garment garment = models::garment_named(request.garment);
  image::check_picture_suffix(request.output);
  check_cut_out(request);
  check_outputs(request);
  const std::vector<models::Hint> hints = hints_of(request);
  if (hints.empty() && !request.mask.empty()) {
    throw Error(ErrorKind::usage, "--mask is there to be put right; say where by --add or --remove");
  }
  const Image photo = image::read(studio::photo_file(request.photo));
  models::Segmentation result;
  if (request.mask.empty()) {
    result = found_or_started(models.segmenter(request.model), photo, garment, hints);
  } else {
    result.matte = image::read_mask(request.mask);
  }
  if (!hints.empty()) result.matte = models::refine_mask(photo, result.matte, hints);
  result.matte.dpi = photo.dpi;
  image::write_mask(request.output, result.matte);
  if (!request.cut_out.empty()) image::write(request.cut_out, render::cut_out(photo, result.matte));

  Report report;
  for (const models::FoundGarment& g : result.found) {
    const std::string name = models::name_of(g, result.found);
    report.text +=
        fmt::format("{:<8} {:5.1f} % of the photo, {}x{} pixels at {},{}{}\n", name, 100 * g.share, g.width, g.height,
                    g.x, g.y, g.width_cm > 0 ? fmt::format(", about {:.0f} cm wide", g.width_cm) : "");
  }
  report.text += one_line(request.output.string()) + "\n";
  report.json = Json::Object{{"mask", request.output.string()}, {"garments", studio::json_of(result.found)}};
  return report;
}

std::function<Report()> segment_options(Command app, studio::OpenModels& models) {
  auto request = std::make_shared<SegmentRequest>();
  app.add_option("PHOTO", request->photo, "A picture, or wardrobe:NAME").required();
  app.add_option("--garment", request->garment,
                 "auto, all, upper, lower, dress or outer; of several people one's: upper:2")
      .capture_default_str();
  app.add_option("--model", request->model, "Other weights: a file, or the name of an imported model");
  app.add_option("--mask", request->mask, "Put this mask right instead of looking for the garment");
  app.add_option("--add", request->add, "Belongs to the garment: x,y or x,y,width,height in pixels (repeatable)")
      .one_at_a_time();
  app.add_option("--remove", request->remove, "Doesn't belong to it: as --add (repeatable)").one_at_a_time();
  app.add_option("--cut-out", request->cut_out, "Also write the garment by itself, the rest clear (.png)");
  app.add_option("-o,--output", request->output, "The mask, white on the garment; of a manifest: a folder").required();
  return [request, &models] { return segment(*request, models); };
}

}  // namespace

void add_segment(Program& program) {
  add_line_command(program, {.name = "segment",
                             .description = "Find the garment in a photo",
                             .subject = "PHOTO",
                             .member = "photo",
                             .inputs = {"photo", "mask"},
                             .outputs = {"output", "cut_out"},
                             .alternatives = {},
                             .options = segment_options});
}

}  // namespace toile::cli
