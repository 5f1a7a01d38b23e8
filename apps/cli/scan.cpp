// toile scan PHOTO -o TILE.png: a repeat out of a photo of cloth. toile scan DRAWING --motifs -o FOLDER: its motifs.
// toile scan DRAWING --repeat -o TILE.png: the whole page as a repeat.

#include <fmt/core.h>

#include <memory>

#include "apps/cli/cli.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/outputs.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/pattern/separate.hpp"
#include "toile/scan/cloth.hpp"
#include "toile/scan/page_repeat.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;

struct ScanRequest {
  fs::path photo, output;
  int candidate = 1;
  int inks = -1;  ///< 2 to 16, or 0: as many as it was printed in; -1: the tile is left as photographed
  std::vector<double> vectors;
  bool motifs = false, repeat = false;
  std::string layout = "straight";  ///< of a page
  std::uint64_t seed = 1;
};

Json json_of(const scan::Vector& v) {
  return Json::Array{v.x, v.y};
}

Json json_of(const scan::Candidate& candidate) {
  const scan::Repeat repeat = scan::repeat_of(candidate.lattice);
  return Json::Object{{"a", json_of(candidate.lattice.a)},
                      {"b", json_of(candidate.lattice.b)},
                      {"layout", repeat.layout},
                      {"likeness", candidate.likeness},
                      {"confidence", candidate.confidence}};
}

std::string words_of(const scan::Candidate& candidate) {
  const scan::Repeat repeat = scan::repeat_of(candidate.lattice);
  return fmt::format("{} of {:.0f} x {:.0f} pixels, confidence {:.2f}", repeat.layout, scan::length(repeat.across),
                     scan::length(repeat.down), candidate.confidence);
}

const image::Metadata kNote = {{"Software", "toile " TOILE_VERSION}};

Report scan_drawing(const ScanRequest& request) {
  if (image::has_picture_suffix(request.output)) {
    throw Error(ErrorKind::usage, request.output.string() + " is one picture; motifs need a folder");
  }
  const Image page = image::on_colour(image::read(request.photo), {255, 255, 255});
  const scan::Drawing drawing = scan::motifs_on(page, request.photo.string());
  Outputs outputs;
  outputs.reads(request.photo);
  std::vector<fs::path> files;
  for (std::size_t i = 0; i < drawing.pieces.size(); ++i) {
    files.push_back(request.output / fmt::format("{}_{:03}.png", request.photo.stem().string(), i + 1));
    outputs.writes(files.back());
  }
  make_output_folder(request.output);
  Report report;
  Json::Array motifs, notes;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const scan::Piece& piece = drawing.pieces[i];
    image::write(files[i], piece.picture, kNote);
    report.text += files[i].string() + "\n";
    motifs.push_back(Json::Object{{"file", files[i].string()},
                                  {"x", piece.x},
                                  {"y", piece.y},
                                  {"width", piece.picture.width},
                                  {"height", piece.picture.height}});
  }
  for (const std::string& note : drawing.notes) {
    report.text += note + "\n";
    notes.emplace_back(note);
  }
  report.json = Json::Object{{"motifs", std::move(motifs)},
                             {"paper", pattern::hex_of(drawing.paper)},
                             {"cut_off", static_cast<int>(drawing.cut_off.size())},
                             {"notes", std::move(notes)}};
  return report;
}

Image in_inks(Image tile, int inks) {
  if (inks < 0) return tile;
  const double dpi = tile.dpi;
  tile = pattern::rendered(pattern::separated(tile, inks));
  tile.dpi = dpi;
  return tile;
}

Report scan_page(const ScanRequest& request) {
  image::check_picture_suffix(request.output);
  const scan::PageOptions options{.layout = pattern::layout_named(request.layout), .seed = request.seed};
  Outputs outputs;
  outputs.reads(request.photo);
  outputs.writes(request.output);
  const Image page = image::on_colour(image::read(request.photo), {255, 255, 255});
  const scan::PageRepeat repeat = scan::repeat_of_page(page, request.photo.string(), options);
  image::write(request.output, in_inks(repeat.tile, request.inks), kNote);
  Report report;
  report.text = fmt::format("{}\n{} by {} pixels, to be laid straight, {} motifs as they lay\n",
                            request.output.string(), repeat.tile.width, repeat.tile.height, repeat.whole);
  Json::Array notes;
  for (const std::string& note : repeat.notes) {
    report.text += note + "\n";
    notes.emplace_back(note);
  }
  report.json =
      Json::Object{{"file", request.output.string()}, {"width", repeat.tile.width}, {"height", repeat.tile.height},
                   {"whole", repeat.whole},           {"joined", repeat.joined},    {"completed", repeat.completed},
                   {"left_out", repeat.left_out},     {"filled", repeat.filled},    {"notes", std::move(notes)}};
  return report;
}

/// What the options ask of the search.
scan::ClothOptions options_of(const ScanRequest& request) {
  scan::ClothOptions options{.candidate = static_cast<std::size_t>(request.candidate - 1)};
  if (request.vectors.empty()) return options;
  const std::vector<double>& v = request.vectors;
  options.lattice = scan::Lattice{{v[0], v[1]}, {v[2], v[3]}};
  return options;
}

Report scan_photo(const ScanRequest& request) {
  image::check_picture_suffix(request.output);
  Outputs outputs;
  outputs.reads(request.photo);
  outputs.writes(request.output);
  const Image photo = image::on_colour(image::read(request.photo), {255, 255, 255});
  scan::Cloth cloth = scan::scan_cloth(photo, options_of(request));
  cloth.tile = in_inks(std::move(cloth.tile), request.inks);
  image::write(request.output, cloth.tile, kNote);
  Report report;
  report.text = request.output.string() + "\n";
  if (cloth.repeat) {
    report.text += fmt::format("{} by {} pixels, repeated {}, seen {} times, confidence {:.2f}\n", cloth.tile.width,
                               cloth.tile.height, cloth.repeat->layout, cloth.occurrences, cloth.confidence);
  }
  Json::Array candidates, notes;
  for (std::size_t i = 0; i < cloth.candidates.size(); ++i) {
    if (static_cast<int>(i) + 1 != request.candidate || !cloth.repeat) {
      report.text += fmt::format("  {}: {}\n", i + 1, words_of(cloth.candidates[i]));
    }
    candidates.push_back(json_of(cloth.candidates[i]));
  }
  for (const std::string& note : cloth.notes) {
    report.text += note + "\n";
    notes.emplace_back(note);
  }
  report.json = Json::Object{{"file", request.output.string()},
                             {"width", cloth.tile.width},
                             {"height", cloth.tile.height},
                             {"repeats", cloth.repeat.has_value()},
                             {"layout", cloth.repeat ? cloth.repeat->layout : "none"},
                             {"confidence", cloth.confidence},
                             {"occurrences", cloth.occurrences},
                             {"a", json_of(cloth.lattice.a)},
                             {"b", json_of(cloth.lattice.b)},
                             {"candidates", std::move(candidates)},
                             {"notes", std::move(notes)}};
  return report;
}

}  // namespace

void add_scan(Program& program) {
  auto request = std::make_shared<ScanRequest>();
  Command command = add_command(
      program, "scan", "A seamless tile out of a photo of cloth or a page of drawings, or motifs out of it", [request] {
        return request->motifs ? scan_drawing(*request) : request->repeat ? scan_page(*request) : scan_photo(*request);
      });
  command.add_option("PHOTO", request->photo, "Cloth that fills most of the picture, or a drawing on paper").required();
  Option motifs = command.add_flag("--motifs", request->motifs, "Cut a drawing along its paper into motifs");
  Option repeat = command
                      .add_flag("--repeat", request->repeat,
                                "Make the whole page of drawings a repeat: motifs that its edge cuts off are "
                                "completed, holes filled with motifs of the page")
                      .excludes(motifs);
  command.add_option("--layout", request->layout, "Of a page: straight, half-drop, half-brick or another drop or brick")
      .needs(repeat)
      .capture_default_str();
  command.add_option("--seed", request->seed, "Of a page: another seed fills its holes otherwise")
      .needs(repeat)
      .capture_default_str();
  Option candidate =
      command.add_option("--candidate", request->candidate, "Which of the repeats found, the likeliest is 1")
          .within(1, 100)
          .excludes(repeat)
          .capture_default_str();
  command
      .add_option("--vectors", request->vectors, "The repeat by hand: x,y,x,y of its two vectors in the photo's pixels")
      .delimiter(',')
      .expected(4)
      .excludes(candidate)
      .excludes(motifs)
      .excludes(repeat);
  command.add_option("--inks", request->inks, "Lay the tile in inks: 2 to 16, or 0 for as many as are found")
      .within(0, kMostInks)
      .excludes(motifs);
  command.add_option("-o,--output", request->output, "The tile, or the folder for motifs").required();
}

}  // namespace toile::cli
