// toile segment PHOTO -o MASK: the garment's matte.

#include <fmt/core.h>

#include <memory>

#include "apps/cli/cli.hpp"
#include "toile/image/file.hpp"
#include "toile/models/garment_segmenter.hpp"
#include "toile/studio/dress.hpp"

namespace toile::cli {
namespace {

struct Request {
  std::string photo;
  std::string garment = "auto";
  std::filesystem::path model;
  std::filesystem::path output;
};

Report segment(const Request& request) {
  const models::Garment garment = models::garment_named(request.garment);
  image::check_picture_suffix(request.output);
  const Image photo = image::read(studio::photo_file(request.photo));
  const auto result = models::GarmentSegmenter::open(request.model).segment(photo, garment);
  image::write_mask(request.output, result.matte);

  Report report;
  Json::Array found;
  for (const models::FoundGarment& g : result.found) {
    report.text += fmt::format("{:<6} {:5.1f} % of the photo, {}x{} pixels at {},{}\n", g.group, 100 * g.share, g.width,
                               g.height, g.x, g.y);
    found.push_back(
        Json::Object{{"group", g.group},
                     {"share", g.share},
                     {"box", Json::Object{{"x", g.x}, {"y", g.y}, {"width", g.width}, {"height", g.height}}}});
  }
  report.text += request.output.string() + "\n";
  report.json = Json::Object{{"mask", request.output.string()}, {"garments", std::move(found)}};
  return report;
}

}  // namespace

void add_segment(Program& program) {
  auto request = std::make_shared<Request>();
  CLI::App* command =
      add_command(program, "segment", "Find the garment in a photo", [request] { return segment(*request); });
  command->add_option("PHOTO", request->photo, "A picture, or wardrobe:NAME")->required();
  command->add_option("--garment", request->garment, "auto, all, upper, lower, dress or outer")->capture_default_str();
  command->add_option("--model", request->model, "Other weights: a file, or the name of an imported model");
  command->add_option("-o,--output", request->output, "The mask, white on the garment")->required();
}

}  // namespace toile::cli
