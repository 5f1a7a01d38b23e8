#include "fuzz/target.hpp"
#include "toile/studio/dress_batch.hpp"

const toile::fuzz::Target kManifest("manifest", [](std::string_view bytes) {
  const toile::fuzz::MemoryFile file(bytes);
  for (const toile::studio::DressJob& job : toile::studio::read_manifest(file.path(), {})) {
    if (job.problem.starts_with("something went wrong inside")) __builtin_trap();  // a sentence of its own
    if (job.problem.empty() && job.output.empty()) __builtin_trap();
  }
});
