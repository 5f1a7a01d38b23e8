#pragma once
/// What `generate` and `vary` share: making tiles and writing them with a note of how they were made.

#include <string>
#include <utility>
#include <vector>

#include "apps/cli/cli.hpp"
#include "toile/image/file.hpp"
#include "toile/models/pattern_generator.hpp"

namespace toile::cli {

/// "paisley:0.3": a name and a share; without a share it is `otherwise`. Throws `Error{usage}` naming `option` for
/// anything else.
std::pair<std::string, double> name_and_share(const std::string& option, const std::string& text, double otherwise,
                                              const std::string& example);

/// "twill" or "twill:0.5". Throws `Error{usage}`.
void set_grain(models::PatternRequest& request, const std::string& text);

/// Writes a tile where no other than a tile of ours lies; whether it replaces one that was made of something else, as
/// the notes `made_of` say. Throws `Error{cannot_write}` for what is no tile of ours, or was painted on since.
bool write_tile(const std::filesystem::path& file, const Image& tile, const image::Metadata& note,
                const std::vector<std::string>& made_of);

struct TileJob {
  models::PatternRequest request;
  std::filesystem::path file;
};

/// Makes and writes tiles, several at a time on `shared.threads` threads; `jobs` must not be empty, and none is one of
/// the files that are `read`. A tile of an earlier call is replaced, which the report says where it was another; what
/// is no tile of ours, or was changed since, stays, and the tile fails. One that fails leaves the others alone. The
/// report lists the files and their seams.
Report make_tiles(const models::PatternGenerator& generator, const std::vector<TileJob>& jobs,
                  const std::vector<std::filesystem::path>& read, const Shared& shared);

}  // namespace toile::cli
