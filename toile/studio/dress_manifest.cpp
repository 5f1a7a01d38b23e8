#include <fmt/core.h>

#include <cmath>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/json.hpp"
#include "toile/base/length.hpp"
#include "toile/base/outputs.hpp"
#include "toile/base/sentence.hpp"
#include "toile/base/text.hpp"
#include "toile/studio/dress_batch.hpp"

namespace toile::studio {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLongest = 256 << 20;  ///< bytes of a manifest

bool is_quoted(const Json& value) {
  return value.dump().starts_with('"');
}

/// How a print lies, and which: what a line and each garment of "worn" have in common. Answers whether `name` is of
/// that.
bool read_worn_member(Worn& worn, const std::string& name, const Json& value, const fs::path& folder) {
  if (name == "pattern") {
    worn.pattern = folder / value.string();
    worn.category.clear();
  } else if (name == "category") {
    worn.category = value.string();
    worn.pattern.clear();
  } else if (name == "seed") {
    worn.seed = static_cast<std::uint64_t>(value.integer());
  } else if (name == "garment") {
    worn.garment = models::garment_named(value.string());
  } else if (name == "scale") {
    worn.placement.scale = value.number();
  } else if (name == "tile_cm") {
    worn.placement.tile_cm = is_quoted(value) ? length_cm(name, value.string()) : value.number();
  } else if (name == "angle") {
    worn.placement.angle = value.number();
  } else if (name == "shift") {
    if (value.array().size() != 2) throw Error(ErrorKind::usage, "shift is two numbers, right and down");
    worn.placement.shift_x = value.array()[0].number();
    worn.placement.shift_y = value.array()[1].number();
  } else {
    return false;
  }
  return true;
}

std::vector<Worn> read_worn(const Json& list, const fs::path& folder) {
  std::vector<Worn> all;
  for (const Json& one : list.array()) {
    Worn worn;
    for (const auto& [name, value] : one.object()) {
      if (read_worn_member(worn, name, value, folder)) continue;
      throw Error(ErrorKind::usage, name +
                                        " is not known of what is worn; there are garment, pattern, category, seed, "
                                        "scale, tile_cm, angle and shift");
    }
    all.push_back(std::move(worn));
  }
  if (all.empty()) throw Error(ErrorKind::usage, "worn is empty");
  return all;
}

/// Reads members of one line's object and remembers which names it knows.
void read_member(DressJob& job, const std::string& name, const Json& value, const fs::path& folder) {
  DressRequest& r = job.request;
  const auto file = [&] { return folder / value.string(); };  // an absolute name stays as it is
  Worn only{r.garment, r.pattern, r.category, r.seed, r.placement};
  if (read_worn_member(only, name, value, folder)) {
    r.garment = only.garment;
    r.pattern = only.pattern;
    r.category = only.category;
    r.seed = only.seed;
    r.placement = only.placement;
  } else if (name == "photo") {
    r.photo = value.string().starts_with("wardrobe:") ? value.string() : file().string();
  } else if (name == "output") {
    job.output = file();
  } else if (name == "mask") {
    r.mask = file();
  } else if (name == "garment_cm") {
    r.garment_cm = is_quoted(value) ? length_cm(name, value.string()) : value.number();
  } else if (name == "worn") {
    r.worn = read_worn(value, folder);
    r.pattern.clear();  // of all lines
    r.category.clear();
  } else {
    throw Error(ErrorKind::usage, name +
                                      " is not known; there are photo, pattern, category, seed, output, mask, garment, "
                                      "garment_cm, scale, tile_cm, angle, shift and worn");
  }
}

void read_line(DressJob& job, std::string_view line, const fs::path& folder) {
  const Json json = Json::parse(line);
  if (json.find("pattern") && json.find("category")) {
    throw Error(ErrorKind::usage, "a pattern is needed: either a tile (pattern) or a category, not both");
  }
  for (const auto& [name, value] : json.object()) read_member(job, name, value, folder);
  if (job.request.photo.empty()) throw Error(ErrorKind::usage, "photo is missing");
  if (job.output.empty()) throw Error(ErrorKind::usage, "output is missing");
}

/// No line writes what this or another line reads or writes.
void refuse_shared_outputs(std::vector<DressJob>& jobs, const fs::path& manifest) {
  Outputs outputs;
  outputs.reads(manifest);
  for (const DressJob& job : jobs) remember_inputs(job.request, outputs);
  for (DressJob& job : jobs) {
    if (!job.problem.empty()) continue;
    try {
      outputs.writes(job.output);
    } catch (...) {
      job.problem = sentence_in_hand();
    }
  }
}

}  // namespace

std::vector<DressJob> read_manifest(const fs::path& file, const DressRequest& like) {
  const std::string text = read_text(file, kLongest);
  std::vector<DressJob> jobs;
  int number = 0;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view line = trimmed(std::string_view(text).substr(start, end - start));
    start = end + 1;
    ++number;
    if (line.empty()) continue;
    DressJob job{.name = fmt::format("line {}", number), .request = like, .output = {}, .problem = {}, .note = {}};
    try {
      read_line(job, line, file.parent_path());
    } catch (...) {
      job.problem = sentence_in_hand();
    }
    jobs.push_back(std::move(job));
  }
  refuse_shared_outputs(jobs, file);
  return jobs;
}

}  // namespace toile::studio
