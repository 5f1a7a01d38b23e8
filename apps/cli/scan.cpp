// toile scan PHOTO -o TILE.png: a repeat out of a photo of cloth.

#include <fmt/core.h>

#include <memory>

#include "apps/cli/cli.hpp"
#include "toile/base/error.hpp"
#include "toile/base/outputs.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/scan/cloth.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;

struct Request {
  fs::path photo, output;
  int candidate = 1;
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

Report scan_photo(const Request& request) {
  image::check_picture_suffix(request.output);
  Outputs outputs;
  outputs.reads(request.photo);
  outputs.writes(request.output);
  const Image photo = image::on_colour(image::read(request.photo), {255, 255, 255});
  const scan::Cloth cloth = scan::scan_cloth(photo, {.candidate = static_cast<std::size_t>(request.candidate - 1)});
  image::write(request.output, cloth.tile, {{"Software", "toile " TOILE_VERSION}});
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
  auto request = std::make_shared<Request>();
  CLI::App* command = add_command(program, "scan", "A seamless tile out of a photo of cloth",
                                  [request] { return scan_photo(*request); });
  command->add_option("PHOTO", request->photo, "Cloth, filling most of the picture")->required();
  command->add_option("--candidate", request->candidate, "Which of the repeats found, the likeliest is 1")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  command->add_option("-o,--output", request->output, "The tile")->required();
}

}  // namespace toile::cli
