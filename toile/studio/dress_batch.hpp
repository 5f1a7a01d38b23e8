#pragma once
/// Many garments dressed in one go: models are opened once, a photo is read once for all its patterns, and what is
/// there already is not made again.

#include <filesystem>
#include <string>
#include <vector>

#include "toile/base/progress.hpp"
#include "toile/studio/dress.hpp"

namespace toile::studio {

/// One picture to be made.
struct DressJob {
  std::string name;  ///< for people: "line 3", or the output's name
  DressRequest request;
  std::filesystem::path output;
  std::string problem;  ///< why it can't be tried at all; empty: it can
  std::string note;     ///< what a person should know of the output's name
};

/// One picture for each photo in each pattern, written to `folder` as PHOTO_PATTERN.jpg. A number tells it from others
/// of the same name, from what is read, and from what lies in the folder and is no result of the same request. `like`
/// holds everything but photos and patterns; categories are patterns too.
std::vector<DressJob> jobs_for(const std::vector<std::string>& photos,
                               const std::vector<std::filesystem::path>& patterns,
                               const std::vector<std::string>& categories, const DressRequest& like,
                               const std::filesystem::path& folder);

/// A job for each line of a manifest, in JSON: {"photo", "pattern" or "category", "output"} and, if wished, "seed",
/// "mask", "garment", "garment_cm", "scale", "tile_cm", "angle", "shift": [x, y]; or instead of a pattern "worn":
/// several garments, each {"garment", "pattern" or "category"} and, if wished, the members that say how it lies; what
/// is missing is as in `like`. Empty lines are passed over, names are relative to the manifest's folder. A line that
/// can't be understood, or whose output is read or written by another line, becomes a job with a problem. Throws
/// `Error{not_found}` when there is no such file.
std::vector<DressJob> read_manifest(const std::filesystem::path& file, const DressRequest& like);

enum class DressState { made, kept, failed };

struct DressOutcome {
  DressState state = DressState::made;
  std::string problem;             ///< a sentence, when it failed
  std::vector<std::string> notes;  ///< what a person should know about the garment or the output
};

/// Does them all on `threads` threads (0: as many as the machine has), each output whole or not there. A finished
/// result of the same request (results.hpp) is kept unless `again`; one of another request is replaced, which a note
/// says; what no batch wrote is replaced only by `again`. One that fails, in whatever way, leaves the others alone.
/// Throws `Error{cancelled}` when `progress` says stop.
std::vector<DressOutcome> dress_all(const std::vector<DressJob>& jobs, int threads, bool again,
                                    const OnProgress& progress = no_progress);

}  // namespace toile::studio
