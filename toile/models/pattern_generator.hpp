#pragma once
/// New patterns by category: the door to the pattern networks.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "toile/pattern/pattern.hpp"

namespace toile::models {

/// A step away from a pattern, towards another one drawn by `seed`.
struct Variation {
  std::uint64_t seed = 1;
  double strength = 0.3;  ///< 0: the same pattern, 1: another one of the category
};

/// Which tile of a category.
struct Origin {
  std::uint64_t seed = 1;
  std::uint64_t index = 0;
};

/// What is asked of the generator. Same request, same tile.
struct PatternRequest {
  std::string category;
  int size = 512;  ///< tile side in pixels, 64 to 4096
  std::uint64_t seed = 1;
  std::uint64_t index = 0;                ///< the index-th tile of `seed`: tiles don't depend on how many are made
  std::string mix = {};                   ///< a second category to blend with; empty: none
  double mix_share = 0.5;                 ///< of the second category, 0..1
  std::optional<Origin> mix_origin = {};  ///< the tile of `mix` to blend with; nothing: that of the same seed and index
  double truncation = 1;  ///< how far styles may lie from the category's mean: 0 all alike, 1 as trained
  bool filter = true;     ///< leave out what the critic thinks least of
  std::vector<Variation> variations = {};  ///< applied one after the other
};

/// Categories for which weights are installed, sorted.
std::vector<std::string> pattern_categories();

/// One opened network. The look of a tile lies between the looks of two training swatches of its category, drawn by the
/// seed; where which motif lies is drawn anew. The filter: for each tile six candidate styles are drawn and shown, as
/// small trial tiles, to the discriminator that training ended with (its logits rank tiles: Azadi et al.,
/// "Discriminator Rejection Sampling", ICLR 2019); the first one that is not among its three least believed is made.
/// `generate` is const and may be called from several threads.
class PatternGenerator {
 public:
  /// Opens the weights that know `category`, or the file `chosen`. Throws `Error{not_found}` listing the known
  /// categories.
  static PatternGenerator open(const std::string& category, const std::filesystem::path& chosen = {});
  PatternGenerator(PatternGenerator&&) noexcept;
  ~PatternGenerator();

  /// A seamless tile; same request, same bytes, whatever the thread count. Throws `Error{usage}` for a bad size,
  /// strength, share or truncation, and for what a DCGAN can't do: mixing and varying need the tile generator.
  Pattern generate(const PatternRequest& request) const;

  /// The categories the weights know.
  const std::vector<std::string>& categories() const;

  /// The file the weights came from, for the metadata of what it makes.
  const std::filesystem::path& file() const;

 private:
  struct Net;
  explicit PatternGenerator(std::unique_ptr<Net> net);
  std::unique_ptr<Net> net_;
};

}  // namespace toile::models
