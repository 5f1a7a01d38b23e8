// toile draft: a weave's draft for a loom, and a tile of a loom's draft.

#include <fmt/core.h>

#include <cmath>
#include <memory>

#include "apps/cli/cli.hpp"
#include "apps/cli/own_files.hpp"
#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/names.hpp"
#include "toile/base/outputs.hpp"
#include "toile/image/file.hpp"
#include "toile/models/pattern_metadata.hpp"
#include "toile/models/weave_maker.hpp"
#include "toile/weave/wif.hpp"

namespace toile::cli {
namespace {

namespace fs = std::filesystem;

constexpr double kPixelsAThread = 4;
constexpr std::uint64_t kMostDraftBytes = 8 << 20;

struct DraftRequest {
  fs::path input, output;
  int size = 512;
};

bool is_wif(const fs::path& path) {
  return path.extension() == ".wif" || path.extension() == ".WIF";
}

/// The draft of a tile that `generate` or `vary` wove.
Report export_draft(const DraftRequest& request) {
  const models::PatternRequest made = models::request_from(image::read_metadata(request.input), request.input);
  if (made.making != models::Making::exact) {
    throw Error(ErrorKind::usage,
                request.input.string() + " is " + models::name_of(made.making) + ", not woven: it has no threads");
  }
  weave::Design design = models::exact_design(made);
  for (std::size_t i = 0; i < std::min(made.colours.size(), design.inks.size()); ++i) {
    design.inks[i].colour = made.colours[i];
  }
  const weave::Draft draft = weave::draft_of(design);
  write_file(request.output, weave::wif_of(draft, design.width_cm / (design.across * draft.ends())));
  return {.text = one_line(request.output.string()),
          .json = Json::Object{{"output", request.output.string()}, {"ends", draft.ends()}, {"picks", draft.picks()}}};
}

/// As many repeats as make a thread some four pixels wide.
Report draw_draft(const DraftRequest& request) {
  image::check_picture_suffix(request.output);
  const weave::Draft draft = weave::read_wif(read_file(request.input, kMostDraftBytes), request.input.string());
  const auto repeats = [&](int threads) {
    return std::max(1, static_cast<int>(std::lround(request.size / (kPixelsAThread * threads))));
  };
  const Print print = weave::drawn(draft, request.size, request.size, repeats(draft.ends()), repeats(draft.picks()),
                                   weave::Floats::stepped);
  image::write(request.output, pattern::rendered(print));
  return {.text = one_line(request.output.string()),
          .json = Json::Object{{"output", request.output.string()}, {"ends", draft.ends()}, {"picks", draft.picks()}}};
}

bool is_draft_of_ours(const fs::path& file) {
  return read_file(file, kMostDraftBytes).find("Source Program=Toile\n") != std::string::npos;
}

Report draft(const DraftRequest& request) {
  if (is_wif(request.input) == is_wif(request.output)) {
    throw Error(ErrorKind::usage, "one of " + request.input.string() + " and " + request.output.string() +
                                      " must be a draft, called .wif, the other a picture");
  }
  Outputs outputs;
  outputs.reads(request.input);
  outputs.writes(request.output);
  if (is_wif(request.output)) refuse_foreign(request.output, "no draft that Toile wrote", is_draft_of_ours);
  return is_wif(request.output) ? export_draft(request) : draw_draft(request);
}

}  // namespace

void add_draft(Program& program) {
  auto request = std::make_shared<DraftRequest>();
  Command command = add_command(program, "draft", "The draft of a woven tile as a WIF for looms, or a tile of a WIF",
                                [request] { return draft(*request); });
  command.add_option("INPUT", request->input, "A woven tile of ours, or a .wif").required();
  command.add_option("--size", request->size, "Side of a tile in pixels, 64 to 4096")
      .within(64, 4096)
      .capture_default_str();
  command.add_option("-o,--output", request->output, "The .wif, or the tile").required();
}

}  // namespace toile::cli
