// toile prepare-eyes FILE -o EYES: a published network as a weights file that a trainer without further libraries
// reads.

#include <fmt/core.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <memory>

#include "apps/cli/cli.hpp"
#include "apps/cli/own_files.hpp"
#include "toile/base/names.hpp"
#include "toile/base/outputs.hpp"
#include "toile/data/checkpoint.hpp"
#include "toile/data/npz.hpp"
#include "toile/train/trainers.hpp"

namespace toile::cli {
namespace {

struct PrepareEyesRequest {
  std::filesystem::path file, eyes;
};

Report prepare_eyes(const PrepareEyesRequest& request) {
  Outputs outputs;
  outputs.reads(request.file);
  outputs.writes(request.eyes);
  refuse_foreign(request.eyes, "no .safetensors", [](const std::filesystem::path& file) {
    std::array<char, 9> start{};  // the header's length, then the header
    return std::ifstream(file, std::ios::binary).read(start.data(), start.size()) && start.back() == '{';
  });
  const auto arrays =
      request.file.extension() == ".npz" ? data::read_npz(request.file) : data::read_checkpoint(request.file);
  train::trainers().write_eyes(request.eyes, arrays);
  Report report;
  report.text = fmt::format("{} arrays -> {}\n", arrays.size(), one_line(request.eyes.string()));
  report.json = Json::Object{{"arrays", arrays.size()}, {"eyes", request.eyes.string()}};
  return report;
}

}  // namespace

void add_prepare_eyes(Program& program) {
  auto request = std::make_shared<PrepareEyesRequest>();
  Command command =
      add_command(program, "prepare-eyes", "Convert a published network for `toile train --eyes` and the bare trainer",
                  [request] { return prepare_eyes(*request); });
  command.add_option("FILE", request->file, "VGG-19 (.pth) or MobileNetV2 (.npz)").required();
  command.add_option("-o,--output", request->eyes, "A .safetensors file").required();
}

}  // namespace toile::cli
