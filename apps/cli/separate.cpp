// toile separate TILE --inks 6 -o FOLDER: plates, and every file that a printer takes.

#include "toile/pattern/separate.hpp"

#include <fmt/core.h>

#include <charconv>
#include <ctime>
#include <memory>

#include "apps/cli/manifest.hpp"
#include "apps/cli/own_files.hpp"
#include "apps/cli/own_print.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/length.hpp"
#include "toile/base/names.hpp"
#include "toile/base/outputs.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/press/inks.hpp"
#include "toile/press/mill.hpp"
#include "toile/press/palette_file.hpp"
#include "toile/press/ticket.hpp"
#include "toile/studio/results.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostPaletteBytes = 1 << 20;

struct SeparateRequest {
  fs::path tile, folder, profile, names;
  int inks = 0;
  std::string width = "20cm", trap, underbase, ground = "ink", intent = "relative", dot = "round", mill;
  std::vector<std::string> merges, splits, renames;
  std::vector<int> order;
  press::Ticket ticket;
};

std::string today() {
  const std::time_t now = std::time(nullptr);
  char text[32];
  std::tm parts{};
  localtime_r(&now, &parts);
  std::strftime(text, sizeof text, "%Y-%m-%d", &parts);
  return text;
}

std::string listed(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "" : ", ") + word;
  return list;
}

/// "3:5" as 3 and "5". Throws `Error{usage}` with an example.
std::pair<int, std::string> numbered(const std::string& option, const std::string& words, char mark,
                                     const std::string& example) {
  const std::size_t at = words.find(mark);
  int number = 0;
  if (at != std::string::npos) {
    const auto read = std::from_chars(words.data(), words.data() + at, number);
    if (read.ec == std::errc() && read.ptr == words.data() + at && at + 1 < words.size()) {
      return {number, words.substr(at + 1)};
    }
  }
  throw Error(ErrorKind::usage, option + " is " + words + "; it must be such as " + example);
}

double number_of(const std::string& option, const std::string& words) {
  double number = 0;
  const auto read = std::from_chars(words.data(), words.data() + words.size(), number);
  if (read.ec == std::errc() && read.ptr == words.data() + words.size()) return number;
  throw Error(ErrorKind::usage, option + " names " + words + "; it must be a number");
}

/// People count inks from 1.
press::InkChanges changes_of(const SeparateRequest& request) {
  press::InkChanges changes;
  for (const std::string& words : request.merges) {
    const auto [from, into] = numbered("--merge", words, ':', "5:3, ink 5 into ink 3");
    changes.merges.push_back({from - 1, static_cast<int>(number_of("--merge", into)) - 1});
  }
  for (const std::string& words : request.splits) {
    const auto [ink, limit] = numbered("--split", words, ':', "2:25, the shapes of ink 2 up to 25 square millimetres");
    changes.splits.push_back({ink - 1, number_of("--split", limit)});
  }
  for (const int ink : request.order) changes.order.push_back(ink - 1);
  for (const std::string& words : request.renames) {
    const auto [ink, name] = numbered("--rename", words, '=', "2=Madder");
    changes.names.push_back({ink - 1, name});
  }
  return changes;
}

Print print_of(const SeparateRequest& request) {
  if (request.inks == 0) {
    if (auto own = own_print(request.tile)) return std::move(own->print);
  }
  return pattern::separated(image::on_colour(image::read(request.tile), {255, 255, 255}), request.inks);
}

press::Ticket ticket_of(const SeparateRequest& request) {
  press::Ticket ticket = request.ticket;
  ticket.name = request.tile.stem().string();
  ticket.date = today();
  ticket.screen.dot = press::dot_named(request.dot);
  ticket.ground = press::ground_named(request.ground);
  ticket.intent = press::intent_named(request.intent);
  if (!request.trap.empty()) ticket.trap_cm = length_cm("--trap", request.trap);
  if (!request.underbase.empty()) ticket.underbase_cm = length_cm("--underbase", request.underbase);
  if (!request.profile.empty()) ticket.profile = press::Profile::open(request.profile);
  if (!request.names.empty()) {
    ticket.book = press::read_palette(read_file(request.names, kMostPaletteBytes), request.names.string());
  }
  return ticket;
}

Json check_at_mill(const SeparateRequest& request, const Print& print, Report& report) {
  Json::Array findings;
  for (const press::Finding& finding : press::preflight(print, press::mill_named(request.mill))) {
    report.text += fmt::format("{}: {}\n", press::name_of(finding.verdict), finding.sentence);
    report.failed = report.failed || finding.verdict == press::Verdict::refusal;
    findings.push_back(Json::Object{{"verdict", press::name_of(finding.verdict)}, {"sentence", finding.sentence}});
  }
  return findings;
}

Json made_of(const SeparateRequest& request) {
  return Json::Object{{"separated", request.tile.filename().string()}};
}

/// What earlier calls left in the folder. Refuses, before anything is written, a name behind which lies something that
/// no call wrote, or that was changed since.
void check_places(const studio::Results& results, const SeparateRequest& request,
                  const std::vector<press::TicketFile>& files) {
  for (const press::TicketFile& file : files) {
    const fs::path path = request.folder / file.name;
    const auto there = results.there(file.name, made_of(request));
    const bool ours = there == studio::Results::There::nothing || there == studio::Results::There::the_same ||
                      there == studio::Results::There::another;
    if (ours) continue;
    if (!fs::is_regular_file(path) || read_file(path) != file.bytes)
      refuse_taken(path, "was not written by this command");
  }
}

Report separate(const SeparateRequest& request) {
  const press::Ticket ticket = ticket_of(request);
  Print print = print_of(request);
  print.width_cm = length_cm("--width", request.width);
  print = press::changed(std::move(print), changes_of(request));
  Outputs outputs;
  for (const fs::path& read : {request.tile, request.profile, request.names}) outputs.reads(read);
  const std::vector<press::TicketFile> files = press::files_of(print, ticket);
  for (const press::TicketFile& file : files) outputs.writes(request.folder / file.name);
  studio::Results results(request.folder);
  check_places(results, request, files);
  make_output_folder(request.folder);
  Report report;
  Json::Array inks, names;
  const std::vector<double> shares = press::shares_of(print);
  for (std::size_t k = 0; k < print.inks.size(); ++k) {
    const std::string hex = pattern::hex_of(print.inks[k].colour), name = press::name_of(print, k);
    report.text += fmt::format("{:2} {} {:5.1f} % {}\n", k + 1, hex, 100 * shares[k], name);
    inks.push_back(Json::Object{{"hex", hex}, {"share", shares[k]}, {"name", name}});
  }
  for (const press::TicketFile& file : files) {
    fs::create_directories((request.folder / file.name).parent_path());
    results.write(file.name, file.bytes, made_of(request));
    report.text += one_line((request.folder / file.name).string()) + "\n";
    names.emplace_back((request.folder / file.name).string());
  }
  report.json = Json::Object{{"inks", std::move(inks)}, {"files", std::move(names)}};
  if (!request.mill.empty()) report.json.set("preflight", check_at_mill(request, print, report));
  return report;
}

void add_ink_options(Command command, SeparateRequest& request) {
  command.add_option("--inks", request.inks, "Number of inks, 2 to 16 (default: its own, or those that are found)")
      .within(kLeastInks, kMostInks);
  command.add_option("--merge", request.merges, "5:3 prints ink 5 by ink 3 (repeatable; first of all)").one_at_a_time();
  command.add_option("--split", request.splits, "2:25 gives the shapes of ink 2 up to 25 square mm an ink of their own")
      .one_at_a_time();
  command.add_option("--order", request.order, "The inks in another order, the ground first: 2,1,3").delimiter(',');
  command.add_option("--rename", request.renames, "2=Madder (repeatable; last of all)").one_at_a_time();
  command.add_option("--ground", request.ground, "ink, or paper: the commonest ink is the cloth itself")
      .capture_default_str();
  command.add_option("--trap", request.trap, "How far lighter inks go under darker ones, such as 0.2mm");
  command.add_option("--underbase", request.underbase, "White under all plates, so far back from their edges: 0.2mm");
}

std::function<Report()> separate_options(Command app, studio::OpenModels&) {
  auto request = std::make_shared<SeparateRequest>();
  press::Ticket& ticket = request->ticket;
  app.add_option("TILE", request->tile, "A seamless tile; one of ours keeps its own inks").required();
  add_ink_options(app, *request);
  app.add_option("--width", request->width, "Of the repeat in fabric: 20cm, 200mm, 8in").capture_default_str();
  app.add_option("--files", ticket.files, "Which, with commas: " + listed(press::file_kinds())).delimiter(',');
  app.add_option("--lpi", ticket.screen.lines_per_inch, "Of films: lines an inch").capture_default_str();
  app.add_option("--angle", ticket.screen.angle, "Of films: degrees").capture_default_str();
  app.add_option("--dot", request->dot, "Of films: round, ellipse, line or square").capture_default_str();
  app.add_option("--film-dpi", ticket.screen.dpi, "Of films").capture_default_str();
  app.add_option("--profile", request->profile, "Of cmyk, pdfx and proof: the mill's ICC profile");
  app.add_option("--intent", request->intent, "Of cmyk and proof: relative or perceptual").capture_default_str();
  app.add_option("--repeat", ticket.repeat, "Of spec: how the tile is laid").capture_default_str();
  app.add_option("--names", request->names, "Of spec: a book of named colours, .ase, .aco, .gpl, .css or .txt");
  app.add_option("--mill", request->mill, "Say whether a mill takes it: spoonflower, digital, rotary, ...");
  app.add_option("-o,--output", request->folder, "Folder for the files").required();
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
