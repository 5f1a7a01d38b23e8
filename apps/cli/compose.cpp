// toile compose: prints laid out of motifs, one's own too; and a layout's document printed anew.

#include <fmt/core.h>

#include <memory>

#include "apps/cli/cli.hpp"
#include "apps/cli/colours.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/outputs.hpp"
#include "toile/base/text.hpp"
#include "toile/compose/composer.hpp"
#include "toile/compose/cut.hpp"
#include "toile/compose/own_motifs.hpp"
#include "toile/image/file.hpp"
#include "toile/models/pattern_metadata.hpp"
#include "toile/pattern/seam.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;

struct Request {
  compose::ComposeRequest print;
  std::string palette, family;
  fs::path anew;  ///< a document, or a picture of ours
  fs::path motifs;
  fs::path document;
  fs::path output = ".";
  int size = 512;
  int count = 1;
};

constexpr std::uint64_t kMostDocumentBytes = 64 << 20;

compose::Layout read_layout(const fs::path& file) {
  if (!image::has_picture_suffix(file)) {
    return compose::layout_from(Json::parse(read_text(file, kMostDocumentBytes)), file.string());
  }
  const image::Metadata note = image::read_metadata(file);
  const auto layout = note.find("toile:layout");
  if (layout != note.end()) return compose::layout_from(Json::parse(layout->second), file.string());
  throw Error(ErrorKind::bad_file, file.string() + " holds no layout: only prints that are composed keep theirs");
}

std::vector<compose::OwnPicture> pictures_in(const fs::path& folder) {
  if (!fs::is_directory(folder)) throw Error(ErrorKind::not_found, "there is no folder " + folder.string());
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.is_regular_file() && image::has_picture_suffix(entry.path())) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  if (files.empty()) throw Error(ErrorKind::not_found, "there are no pictures in " + folder.string());
  std::vector<compose::OwnPicture> pictures;
  for (const fs::path& file : files) pictures.push_back({file.string(), image::read(file)});
  return pictures;
}

/// The layout cut where no line shows.
compose::Layout cut_plainly(compose::Layout layout) {
  const Print trial = compose::printed(layout, compose::known_motif, compose::kCutPixels);
  return compose::cut_at(std::move(layout), pattern::plainest_cut(pattern::rendered(trial)));
}

/// A print of drawn motifs says how it was made, as one of `generate` does.
image::Metadata note_of(const Request& request, const compose::ComposeRequest& print, const compose::Layout& layout) {
  image::Metadata note{{"toile:layout", compose::json_of(layout).dump()}, {"Software", "toile " TOILE_VERSION}};
  const bool plain = request.anew.empty() && print.motifs.empty() && !print.family && print.width_cm == 20;
  if (!plain) return note;
  models::PatternRequest made{.category = print.category,
                              .size = request.size,
                              .seed = print.seed,
                              .index = print.index,
                              .making = models::Making::composed,
                              .layout = print.layout,
                              .palette = print.palette,
                              .density = print.density,
                              .scale = print.scale};
  note.merge(models::metadata_of(made, "compose"));
  return note;
}

void write_print(const fs::path& file, const compose::Layout& layout, int size, const image::Metadata& note) {
  Image picture = pattern::rendered(compose::printed(layout, compose::known_motif, size));
  picture.dpi = 2.54 * size / layout.width_cm;
  image::write(file, picture, note);
}

Report compose_prints(const Request& request) {
  const bool into_file = image::has_picture_suffix(request.output);
  if (into_file && request.count > 1) {
    throw Error(ErrorKind::usage, request.output.string() + " is one picture; several prints need a folder");
  }
  compose::ComposeRequest first = request.print;
  if (!request.palette.empty()) first.palette = colours_of(request.palette);
  if (!request.family.empty()) first.family = compose::family_named(request.family);
  if (!request.motifs.empty()) {
    compose::OwnMotifs own = compose::own_motifs(pictures_in(request.motifs));
    if (first.palette.empty()) first.palette = std::move(own.colours);
    first.motifs = std::move(own.motifs);
  }
  Outputs outputs;
  outputs.reads(request.anew);
  outputs.writes(request.document);
  Report report;
  Json::Array made;
  for (int i = 0; i < request.count; ++i) {
    first.index = static_cast<std::uint64_t>(i);
    const compose::Layout layout =
        cut_plainly(request.anew.empty() ? compose::compose(first) : read_layout(request.anew));
    if (!into_file) make_output_folder(request.output);
    const fs::path file =
        into_file ? request.output
                  : request.output / fmt::format("{}_{}_{}_{}.png", layout.category, layout.name, layout.seed, i);
    outputs.writes(file);
    write_print(file, layout, request.size, note_of(request, first, layout));
    if (!request.document.empty()) write_file(request.document, compose::json_of(layout).dump());
    report.text += file.string() + "\n";
    made.push_back(Json::Object{{"file", file.string()},
                                {"layout", layout.name},
                                {"motifs", static_cast<int>(layout.placements.size())},
                                {"inks", static_cast<int>(layout.inks.size())}});
  }
  report.json = Json::Object{{"prints", std::move(made)}};
  return report;
}

}  // namespace

void add_compose(Program& program) {
  auto request = std::make_shared<Request>();
  compose::ComposeRequest& print = request->print;
  CLI::App* command = add_command(program, "compose", "Lay out prints of motifs, drawn or your own",
                                  [request] { return compose_prints(*request); });
  command->add_option("LAYOUT", request->anew, "A layout's document, or a composed print, to be printed anew");
  command->add_option("-c,--category", print.category, "Whose motifs, layouts and colours")->capture_default_str();
  command->add_option("--layout", print.layout, "Its name, such as chintz; empty: one that suits");
  command->add_option("--motifs", request->motifs,
                      "A folder of your own: pictures with alpha, or drawings on plain paper");
  command->add_option("--palette", request->palette,
                      "#hex,#hex,... or a text file of them; the first one is the ground");
  command->add_option("--family", request->family, "Of colourways: learnt, light, dark or tonal");
  command->add_option("--density", print.density, "0.5 airy, 2 packed")->capture_default_str();
  command->add_option("--scale", print.scale, "Of all motifs, 0.25 to 3")->capture_default_str();
  command->add_option("--repeat", print.width_cm, "Width and height of the repeat in cm, 4 to 200")
      ->capture_default_str();
  command->add_option("--size", request->size, "Width in pixels")->check(CLI::Range(64, 16384))->capture_default_str();
  command->add_option("--seed", print.seed, "Same seed, same prints")->capture_default_str();
  command->add_option("-n,--count", request->count, "Number of prints")->check(CLI::Range(1, 10000));
  command->add_option("--document", request->document, "Also write the (last) layout as a JSON document");
  command->add_option("-o,--output", request->output, "A picture, or a folder for several (default: here)");
}

}  // namespace toile::cli
