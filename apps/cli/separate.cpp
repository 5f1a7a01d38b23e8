// toile separate TILE --inks 6 -o FOLDER: plates, and every file that a printer takes.

#include "toile/pattern/separate.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <ctime>
#include <memory>

#include "apps/cli/manifest.hpp"
#include "apps/cli/own_print.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/length.hpp"
#include "toile/base/outputs.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/press/design_files.hpp"
#include "toile/press/film.hpp"
#include "toile/press/ink_files.hpp"
#include "toile/press/material.hpp"
#include "toile/press/mill.hpp"
#include "toile/press/palette_file.hpp"
#include "toile/press/profile.hpp"
#include "toile/press/spec_sheet.hpp"
#include "toile/press/svg.hpp"
#include "toile/press/trap.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;

constexpr double kCmPerInch = 2.54;
constexpr std::uint64_t kMostPaletteBytes = 1 << 20;

struct Request {
  fs::path tile, folder, profile, names;
  int inks = 0;
  std::string width = "20cm", trap, ground = "ink", intent = "relative", mill;
  std::vector<std::string> files = {"plates", "tif", "pdf", "svg", "ase", "spec"};
  press::Screen screen;
  std::string dot = "round";
};

struct File {
  std::string name, bytes;
};

constexpr const char* kKinds =
    "plates, png, indexed-tif, tif, psd, pdf, svg, ora, pat, ase, aco, gpl, css, cmyk, films, spec, gltf, u3m";

std::string today() {
  const std::time_t now = std::time(nullptr);
  char text[32];
  std::tm parts{};
  localtime_r(&now, &parts);
  std::strftime(text, sizeof text, "%Y-%m-%d", &parts);
  return text;
}

std::string plain(const std::string& name) {
  std::string safe;
  for (const char c : name) safe += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
  return safe;
}

press::Profile profile_of(const Request& request) {
  if (!request.profile.empty()) return press::Profile::open(request.profile);
  if (const auto found = press::installed_cmyk_profile()) return press::Profile::open(*found);
  throw Error(ErrorKind::not_found, "no CMYK profile is installed: name the mill's own by --profile");
}

void add_folder(std::vector<File>& files, const std::string& folder, const std::vector<data::ZipEntry>& entries) {
  for (const data::ZipEntry& entry : entries) files.push_back({folder + "/" + entry.name, entry.bytes});
}

/// The files of one kind, their names beginning with `stem`.
std::vector<File> files_of(const std::string& kind, const std::string& stem, const Print& print,
                           const std::vector<press::Plate>& plates, const Request& request) {
  const double dpi = print.width / print.width_cm * kCmPerInch;
  std::vector<File> files;
  if (kind == "plates") {
    for (const press::Plate& plate : plates) {
      Mask cover = plate.cover;
      cover.dpi = dpi;
      const std::string name = fmt::format("{}_{:02}_{}.png", stem, files.size() + 1, plain(plate.ink.name));
      files.push_back({name, image::encode_mask(name, cover)});
    }
  } else if (kind == "films") {
    for (const press::Plate& plate : plates) {
      files.push_back({fmt::format("{}_film_{:02}_{}.tif", stem, files.size() + 1, plain(plate.ink.name)),
                       press::film(plate, print.width_cm, request.screen)});
    }
  } else if (kind == "png") {
    files.push_back({stem + "_indexed.png", press::indexed_png(print, dpi)});
  } else if (kind == "indexed-tif") {
    files.push_back({stem + "_indexed.tif", press::indexed_tiff(print, dpi)});
  } else if (kind == "tif") {
    files.push_back({stem + "_spot.tif", press::spot_tiff(plates, dpi)});
  } else if (kind == "psd") {
    files.push_back({stem + "_spot.psd", press::multichannel_psd(plates, dpi)});
  } else if (kind == "pdf") {
    files.push_back({stem + "_spot.pdf", press::spot_pdf(plates, print.width_cm)});
  } else if (kind == "svg") {
    files.push_back({stem + ".svg", press::traced(print).text});
  } else if (kind == "ora") {
    files.push_back({stem + ".ora", press::open_raster(print)});
  } else if (kind == "pat") {
    files.push_back({stem + ".pat", press::gimp_pattern(print, stem)});
  } else if (kind == "ase" || kind == "aco" || kind == "gpl" || kind == "css") {
    files.push_back({stem + "." + kind, press::encode_palette(stem + "." + kind, print.inks)});
  } else if (kind == "cmyk") {
    files.push_back({stem + "_cmyk.tif", press::tiff_in(pattern::rendered(print), profile_of(request),
                                                        press::intent_named(request.intent), dpi)});
  } else if (kind == "spec") {
    const auto book = request.names.empty()
                          ? press::computed_book()
                          : press::read_palette(read_file(request.names, kMostPaletteBytes), request.names.string());
    files.push_back(
        {stem + "_spec.pdf",
         press::spec_sheet(print,
                           {.design = stem, .repeat = "straight", .date = today(), .colourways = {}, .book = book})});
  } else if (kind == "gltf") {
    add_folder(files, stem + "_gltf", press::gltf_material(print, stem));
  } else if (kind == "u3m") {
    add_folder(files, stem + "_u3m", press::u3m_material(print, stem));
  } else {
    throw Error(ErrorKind::usage, "there is no file called " + kind + "; there are " + kKinds);
  }
  return files;
}

Print print_of(const Request& request) {
  if (request.inks == 0) {
    if (auto own = own_print(request.tile)) return std::move(own->print);
  }
  return pattern::separated(image::on_colour(image::read(request.tile), {255, 255, 255}), request.inks);
}

Json check_at_mill(const Request& request, const Print& print, Report& report) {
  Json::Array findings;
  for (const press::Finding& finding : press::preflight(print, press::mill_named(request.mill))) {
    const char* verdict = finding.verdict == press::Verdict::fine      ? "fine"
                          : finding.verdict == press::Verdict::warning ? "warning"
                                                                       : "refused";
    report.text += fmt::format("{}: {}\n", verdict, finding.sentence);
    report.failed = report.failed || finding.verdict == press::Verdict::refusal;
    findings.push_back(Json::Object{{"verdict", verdict}, {"sentence", finding.sentence}});
  }
  return findings;
}

Report separate(Request request) {
  request.screen.dot = press::dot_named(request.dot);
  const press::Ground ground = press::ground_named(request.ground);
  const double width_cm = length_cm("--width", request.width);
  Print print = print_of(request);
  print.width_cm = width_cm;
  std::vector<press::Plate> plates = press::plates_of(print, ground);
  if (!request.trap.empty()) {
    plates = press::trapped(std::move(plates), length_cm("--trap", request.trap) / print.width_cm * print.width);
  }
  Outputs outputs;
  for (const fs::path& read : {request.tile, request.profile, request.names}) outputs.reads(read);
  std::vector<File> files;
  for (const std::string& kind : request.files) {
    for (File& file : files_of(kind, request.tile.stem().string(), print, plates, request)) {
      outputs.writes(request.folder / file.name);
      files.push_back(std::move(file));
    }
  }
  make_output_folder(request.folder);
  Report report;
  Json::Array inks, names;
  const std::vector<double> shares = shares_of(print);
  for (std::size_t k = 0; k < print.inks.size(); ++k) {
    const std::string hex = pattern::hex_of(print.inks[k].colour);
    report.text += fmt::format("{} {:5.1f} %\n", hex, 100 * shares[k]);
    inks.push_back(Json::Object{{"hex", hex}, {"share", shares[k]}});
  }
  for (const File& file : files) {
    fs::create_directories((request.folder / file.name).parent_path());
    write_file(request.folder / file.name, file.bytes);
    report.text += (request.folder / file.name).string() + "\n";
    names.emplace_back((request.folder / file.name).string());
  }
  report.json = Json::Object{{"inks", std::move(inks)}, {"files", std::move(names)}};
  if (!request.mill.empty()) report.json.set("preflight", check_at_mill(request, print, report));
  return report;
}

std::function<Report()> separate_options(CLI::App& app, studio::OpenModels&) {
  auto request = std::make_shared<Request>();
  app.add_option("TILE", request->tile, "A seamless tile; one of ours keeps its own inks")->required();
  app.add_option("--inks", request->inks, "Number of inks, 2 to 16 (default: its own, or those that are found)")
      ->check(CLI::Range(2, kMostInks));
  app.add_option("--width", request->width, "Of the repeat in fabric: 20cm, 200mm, 8in")->capture_default_str();
  app.add_option("--files", request->files, std::string("Which, with commas: ") + kKinds)->delimiter(',');
  app.add_option("--ground", request->ground, "ink, or paper: the commonest ink is the cloth itself")
      ->capture_default_str();
  app.add_option("--trap", request->trap, "How far lighter inks go under darker ones, such as 0.2mm");
  app.add_option("--lpi", request->screen.lines_per_inch, "Of films: lines an inch")->capture_default_str();
  app.add_option("--angle", request->screen.angle, "Of films: degrees")->capture_default_str();
  app.add_option("--dot", request->dot, "Of films: round, ellipse, line or square")->capture_default_str();
  app.add_option("--profile", request->profile, "Of cmyk: the mill's ICC profile");
  app.add_option("--intent", request->intent, "Of cmyk: relative or perceptual")->capture_default_str();
  app.add_option("--names", request->names, "Of spec: a book of named colours, .ase, .aco, .gpl, .css or .txt");
  app.add_option("--mill", request->mill, "Say whether a mill takes it: spoonflower, digital, rotary, ...");
  app.add_option("-o,--output", request->folder, "Folder for the files")->required();
  return [request] { return separate(*request); };
}

}  // namespace

void add_separate(Program& program) {
  add_line_command(program, {.name = "separate",
                             .description = "Make a tile into ink plates and the files that printers take",
                             .subject = "TILE",
                             .member = "pattern",
                             .inputs = {"pattern", "profile", "names"},
                             .outputs = {"output"},
                             .alternatives = {},
                             .options = separate_options});
}

}  // namespace toile::cli
