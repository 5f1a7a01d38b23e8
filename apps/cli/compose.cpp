// toile compose: prints laid out of motifs, one's own too; and a layout's document printed anew.

#include <fmt/core.h>

#include <memory>

#include "apps/cli/cli.hpp"
#include "apps/cli/colours.hpp"
#include "apps/cli/own_files.hpp"
#include "apps/cli/tiles.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/names.hpp"
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

struct ComposeRequest {
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
    return compose::layout_from_text(read_text(file, kMostDocumentBytes), file.string());
  }
  const image::Metadata note = image::read_metadata(file);
  const auto layout = note.find("toile:layout");
  if (layout != note.end()) return compose::layout_from_text(layout->second, file.string());
  throw Error(ErrorKind::bad_file, file.string() + " holds no layout: only prints that are composed keep theirs");
}

std::vector<fs::path> pictures_in(const fs::path& folder) {
  if (!fs::is_directory(folder)) throw Error(ErrorKind::not_found, "there is no folder " + folder.string());
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.is_regular_file() && image::has_picture_suffix(entry.path())) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  if (files.empty()) throw Error(ErrorKind::not_found, "there are no pictures in " + folder.string());
  return files;
}

/// The layout cut where no line shows.
compose::Layout cut_plainly(compose::Layout layout) {
  const Print trial = compose::printed(layout, compose::known_motif, compose::kCutPixels);
  return compose::cut_at(std::move(layout), pattern::plainest_cut(pattern::rendered(trial)));
}

/// A print of drawn motifs says how it was made, as one of `generate` does.
image::Metadata note_of(const ComposeRequest& request, const compose::ComposeRequest& print,
                        const compose::Layout& layout) {
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

Image picture_of(const compose::Layout& layout, int size) {
  Image picture = pattern::rendered(compose::printed(layout, compose::known_motif, size));
  picture.dpi = 2.54 * size / layout.width_cm;
  return picture;
}

/// Where the print goes when -o names a folder.
fs::path file_in(const fs::path& folder, const compose::Layout& layout, int number) {
  const std::string ending = fmt::format("_{}_{}.png", layout.seed, number);
  return folder / file_name(plain_name(layout.category + "_" + layout.name), ending);
}

Outputs files_of(const ComposeRequest& request) {
  Outputs files;
  files.reads(request.anew);
  if (!request.palette.empty() && !is_typed(request.palette)) files.reads(request.palette);
  if (!request.motifs.empty()) {
    for (const fs::path& picture : pictures_in(request.motifs)) files.reads(picture);
  }
  files.writes(request.document);
  return files;
}

/// One print, a line of the report, and what it was as JSON.
Json compose_print(const ComposeRequest& request, const compose::ComposeRequest& print, Outputs& outputs,
                   Report& report) {
  const bool into_file = image::has_picture_suffix(request.output);
  const compose::Layout layout =
      cut_plainly(request.anew.empty() ? compose::compose(print) : read_layout(request.anew));
  const fs::path file = into_file ? request.output : file_in(request.output, layout, static_cast<int>(print.index));
  if (!into_file) outputs.writes(file);
  Json made = Json::Object{{"file", file.string()},
                           {"layout", layout.name},
                           {"motifs", static_cast<int>(layout.placements.size())},
                           {"inks", static_cast<int>(layout.inks.size())}};
  const image::Metadata note = note_of(request, print, layout);
  if (into_file) {
    image::write(file, picture_of(layout, request.size), note);
    report.text += one_line(file.string()) + "\n";
  } else {
    try {
      const bool replaces = write_tile(file, picture_of(layout, request.size), note, {"toile:layout"});
      report.text += one_line(file.string()) + (replaces ? "\n  replaces another print\n" : "\n");
    } catch (const Error& problem) {
      if (problem.kind() != ErrorKind::cannot_write) throw;
      report.text += "failed " + one_line(problem.what()) + "\n";
      report.failed = true;
      made.set("problem", problem.what());
      return made;
    }
  }
  const bool last = static_cast<int>(print.index) + 1 == request.count;
  if (last && !request.document.empty()) write_file(request.document, compose::json_of(layout).dump());
  return made;
}

Report compose_prints(const ComposeRequest& request) {
  const bool into_file = image::has_picture_suffix(request.output);
  if (into_file && request.count > 1) {
    throw Error(ErrorKind::usage, request.output.string() + " is one picture; several prints need a folder");
  }
  Outputs outputs = files_of(request);
  if (into_file) outputs.writes(request.output);
  compose::ComposeRequest first = request.print;
  if (!request.palette.empty()) first.palette = colours_of(request.palette);
  if (!request.family.empty()) first.family = compose::family_named(request.family);
  if (!request.motifs.empty()) {
    std::vector<compose::OwnPicture> pictures;
    for (const fs::path& file : pictures_in(request.motifs)) {
      const bool leaf = file.stem().string().starts_with("leaf");
      pictures.push_back({.name = file.string(), .picture = image::read(file), .leaf = leaf});
    }
    compose::OwnMotifs own = compose::own_motifs(pictures);
    if (first.palette.empty()) first.palette = std::move(own.colours);
    first.motifs = std::move(own.motifs);
  }
  refuse_foreign(request.document, "no layout of Toile's", [](const fs::path& file) {
    read_layout(file);
    return true;
  });
  if (!into_file) make_output_folder(request.output);
  Report report;
  Json::Array made;
  for (int i = 0; i < request.count; ++i) {
    first.index = static_cast<std::uint64_t>(i);
    made.push_back(compose_print(request, first, outputs, report));
  }
  report.json = Json::Object{{"prints", std::move(made)}};
  return report;
}

}  // namespace

void add_compose(Program& program) {
  auto request = std::make_shared<ComposeRequest>();
  compose::ComposeRequest& print = request->print;
  Command command = add_command(program, "compose", "Lay out prints of motifs, drawn or your own",
                                [request] { return compose_prints(*request); });
  command.add_option("LAYOUT", request->anew, "A layout's document, or a composed print, to be printed anew");
  command.add_option("-c,--category", print.category, "Whose motifs, layouts and colours").capture_default_str();
  command.add_option("--layout", print.layout, "Its name, such as chintz; empty: one that suits");
  command.add_option(
      "--motifs", request->motifs,
      "A folder of your own: pictures with alpha, or drawings on plain paper; leaf*.png are leaves, their "
      "stalks below");
  command.add_option("--palette", request->palette,
                     "#hex,#hex,... or a text file of them; the first one is the ground");
  command.add_option("--family", request->family, "Of colourways: learnt, light, dark or tonal");
  command.add_option("--density", print.density, "0.5 airy, 2 packed").capture_default_str();
  command.add_option("--scale", print.scale, "Of all motifs, 0.25 to 3").capture_default_str();
  command.add_option("--repeat", print.width_cm, "Width and height of the repeat in cm, 4 to 200")
      .capture_default_str();
  command.add_option("--size", request->size, "Width in pixels").within(64, 16384).capture_default_str();
  command.add_option("--seed", print.seed, "Same seed, same prints").capture_default_str();
  command.add_option("-n,--count", request->count, "Number of prints").within(1, 10000);
  command.add_option("--document", request->document, "Also write the (last) layout as a JSON document");
  command.add_option("-o,--output", request->output, "A picture, or a folder for several (default: here)");
}

}  // namespace toile::cli
