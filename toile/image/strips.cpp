#include "toile/image/strips.hpp"

#include <zlib.h>

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"

namespace toile::image {
namespace {

constexpr std::uint64_t kMostKept = 128ULL << 20;  ///< bytes of compressed strips in memory
constexpr std::size_t kBatch = 128;                ///< strips between two looks at whether to go on
constexpr int kLevel = 5;                          ///< of zlib: 6 takes twice the time for 2 % on flat prints
constexpr int kMemory = 8;                         ///< zlib's own default

std::string run(std::string_view bytes, int window_bits, int flush) {
  z_stream stream{};
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, window_bits, kMemory, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();
  }
  std::string packed(deflateBound(&stream, bytes.size()) + 16, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib only reads it
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int state = deflate(&stream, flush);
  const bool done = state == (flush == Z_FINISH ? Z_STREAM_END : Z_OK) && stream.avail_in == 0;
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (!done) throw std::runtime_error("zlib can't pack a strip");
  packed.shrink_to_fit();
  return packed;
}

}  // namespace

std::string deflated(std::string_view bytes) {
  return run(bytes, MAX_WBITS, Z_FINISH);
}

std::string deflated_part(std::string_view bytes) {
  return run(bytes, -MAX_WBITS, Z_FULL_FLUSH);
}

Strips::Strips(const Rows& rows, int height_of_strip, Pack pack, const OnProgress& progress) : pack_(std::move(pack)) {
  std::map<std::pair<int, int>, std::uint32_t> known;
  for (int y = 0; y < rows.height;) {
    const int first = y % rows.period;
    const int count = std::min({height_of_strip, rows.period - first, rows.height - y});
    const auto [at, is_new] = known.try_emplace({first, count}, static_cast<std::uint32_t>(strips_.size()));
    if (is_new) strips_.push_back({.first = first, .rows = count, .packed = {}, .size = 0});
    order_.push_back(at->second);
    y += count;
  }
  std::uint64_t kept = 0;
  for (std::size_t begin = 0; begin < strips_.size(); begin += kBatch) {
    const std::size_t end = std::min(begin + kBatch, strips_.size());
    for_rows(static_cast<int>(end - begin), [&](int from, int until) {
      for (std::size_t i = begin + from; i < begin + until; ++i) {
        strips_[i].packed = pack_(strips_[i].first, strips_[i].rows);
      }
    });
    for (std::size_t i = begin; i < end; ++i) {
      Strip& strip = strips_[i];
      strip.size = strip.packed.bytes.size();
      kept += strip.size;
      if (kept > kMostKept) strip.packed.bytes = {};
    }
    report(progress, end);
  }
}

void Strips::write(AtomicFile& file, const OnProgress& progress) const {
  for (std::size_t begin = 0; begin < order_.size(); begin += kBatch) {
    const std::size_t end = std::min(begin + kBatch, order_.size());
    std::vector<Packed> again(end - begin);
    for_rows(static_cast<int>(end - begin), [&](int from, int until) {
      for (std::size_t i = from; i < static_cast<std::size_t>(until); ++i) {
        const Strip& strip = at(begin + i);
        if (strip.packed.bytes.empty()) again[i] = pack_(strip.first, strip.rows);
      }
    });
    for (std::size_t i = begin; i < end; ++i) {
      const std::string& kept = at(i).packed.bytes;
      file.write(kept.empty() ? again[i - begin].bytes : kept);
    }
    report(progress, strips_.size() + end);
  }
}

void Strips::report(const OnProgress& progress, std::size_t done) const {
  const Progress now{.what = "writing the sheet",
                     .done = static_cast<std::int64_t>(done),
                     .total = static_cast<std::int64_t>(strips_.size() + order_.size())};
  if (!progress(now)) throw Error(ErrorKind::cancelled, "stopped: the sheet was not written");
}

}  // namespace toile::image
