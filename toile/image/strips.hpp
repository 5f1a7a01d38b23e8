#pragma once
/// Rows as compressed strips, for the .cpp files of this room.

#include <string>
#include <string_view>
#include <vector>

#include "toile/base/files.hpp"
#include "toile/image/rows.hpp"

namespace toile::image {

/// A strip as its file holds it.
struct Packed {
  std::string bytes;
  std::uint32_t check = 1;   ///< Adler-32 of what was compressed
  std::uint64_t length = 0;  ///< bytes before they were compressed
};

/// The strips of a picture, each different one compressed once.
class Strips {
 public:
  using Pack = std::function<Packed(int first, int rows)>;
  struct Strip {
    int first = 0, rows = 0;
    Packed packed;           ///< its bytes are empty when they are too many to be kept
    std::uint64_t size = 0;  ///< of its bytes
  };

  /// `height_of_strip` rows a strip, fewer at the end of a period. Packs all of them.
  Strips(const Rows& rows, int height_of_strip, Pack pack, const OnProgress& progress);

  /// From the top of the picture to its foot.
  std::size_t count() const { return order_.size(); }
  const Strip& at(std::size_t i) const { return strips_[order_[i]]; }
  void write(AtomicFile& file, const OnProgress& progress) const;

 private:
  void report(const OnProgress& progress, std::size_t done) const;

  Pack pack_;
  std::vector<Strip> strips_;
  std::vector<std::uint32_t> order_;
};

/// Deflated by zlib: as a whole stream, or as a part of one (raw, ended on a byte) that the next part may follow.
std::string deflated(std::string_view bytes);
std::string deflated_part(std::string_view bytes);

void write_tiff_rows(AtomicFile& file, const Rows& rows, const OnProgress& progress);
void write_png_rows(AtomicFile& file, const Rows& rows, const OnProgress& progress);

}  // namespace toile::image
