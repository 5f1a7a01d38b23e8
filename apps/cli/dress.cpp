// toile dress PHOTO --pattern TILE -o OUT: the garment in a new pattern.

#include "toile/studio/dress.hpp"

#include <fmt/core.h>

#include <memory>

#include "apps/cli/cli.hpp"
#include "toile/base/error.hpp"
#include "toile/image/file.hpp"

namespace toile::cli {
namespace {

struct Request {
  studio::DressRequest dress;
  std::string garment = "auto";
  std::vector<double> shift = {0, 0};
  std::filesystem::path output;
};

Report dress(Request& request) {
  request.dress.garment = models::garment_named(request.garment);
  request.dress.placement.shift_x = request.shift.at(0);
  request.dress.placement.shift_y = request.shift.at(1);
  image::check_picture_suffix(request.output);
  const Image dressed = studio::dress(request.dress);
  image::write(request.output, dressed);
  return {
      .text = request.output.string(),
      .json = Json::Object{{"output", request.output.string()}, {"width", dressed.width}, {"height", dressed.height}}};
}

}  // namespace

void add_dress(Program& program) {
  auto request = std::make_shared<Request>();
  studio::DressRequest& d = request->dress;
  CLI::App* command =
      add_command(program, "dress", "Put a pattern on the garment of a photo", [request] { return dress(*request); });
  command->add_option("PHOTO", d.photo, "A picture, or wardrobe:NAME")->required();
  command->add_option("--pattern", d.pattern, "A seamless tile");
  command->add_option("-c,--category", d.category, "Or a category: a new tile is made");
  command->add_option("--seed", d.seed, "Which tile of the category")->capture_default_str();
  command->add_option("--garment", request->garment, "auto, all, upper, lower, dress or outer")->capture_default_str();
  command->add_option("--mask", d.mask, "White on the garment; without: the wardrobe's own, or found");
  command->add_option("--model", d.model, "Other weights of the garment net: a file, or the name of an imported model");
  command->add_option("--scale", d.placement.scale, "1: three tiles across the garment")->capture_default_str();
  command->add_option("--angle", d.placement.angle, "Degrees, counter-clockwise")->capture_default_str();
  command->add_option("--shift", request->shift, "X,Y in tiles, right and down")->delimiter(',')->expected(2);
  command->add_option("-o,--output", request->output, "The dressed photo")->required();
}

}  // namespace toile::cli
