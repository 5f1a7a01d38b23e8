// Figures of composed layouts for docs/results.md: cover, overlaps, seams, how much the repeat shows, times.

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <map>

#include "toile/base/parallel.hpp"
#include "toile/compose/composer.hpp"
#include "toile/compose/cut.hpp"
#include "toile/compose/random.hpp"
#include "toile/compose/stamp.hpp"
#include "toile/pattern/seam.hpp"

namespace {

using namespace toile;
using namespace toile::compose;

bool is_line_work(const Placement& p) {
  return p.motif.starts_with("laid:");
}

/// How many motifs, at least half a pixel each, lie on every pixel of a print `side` wide; those of `layers` alone.
std::vector<int> counts(const Layout& layout, int side, int least_layer) {
  std::vector<int> count(static_cast<std::size_t>(side) * side, 0);
  std::map<std::string, Motif> motifs;
  for (const Placement& p : layout.placements) {
    if (is_line_work(p) || p.layer < least_layer) continue;
    if (!motifs.contains(p.motif)) motifs.emplace(p.motif, motif_of(layout, p.motif, known_motif));
    const double scale = side / layout.width_cm;
    const Mask mask =
        outline(motifs.at(p.motif), {.size = p.size_cm * scale, .angle = p.angle, .mirrored = p.mirrored});
    const int left = static_cast<int>(std::floor(p.x_cm * scale)) - mask.width / 2;
    const int top = static_cast<int>(std::floor(p.y_cm * scale)) - mask.height / 2;
    for (int y = 0; y < mask.height; ++y) {
      for (int x = 0; x < mask.width; ++x) {
        if (mask.at(x, y) < 200) continue;
        const int px = ((left + x) % side + side) % side, py = ((top + y) % side + side) % side;
        ++count[static_cast<std::size_t>(py) * side + px];
      }
    }
  }
  return count;
}

/// Standard deviation of the cover in windows of a quarter of the repeat a side, by the mean cover.
double unevenness(const std::vector<int>& count, int side) {
  const int window = side / 4, step = side / 16;
  std::vector<double> covers;
  for (int top = 0; top < side; top += step) {
    for (int left = 0; left < side; left += step) {
      double sum = 0;
      for (int y = 0; y < window; ++y) {
        for (int x = 0; x < window; ++x)
          sum += count[static_cast<std::size_t>((top + y) % side) * side + (left + x) % side] > 0;
      }
      covers.push_back(sum / (window * window));
    }
  }
  double mean = 0, square = 0;
  for (const double c : covers) mean += c / static_cast<double>(covers.size());
  for (const double c : covers) square += (c - mean) * (c - mean) / static_cast<double>(covers.size());
  return std::sqrt(square) / mean;
}

/// The strongest correlation of the print with itself moved by more than an eighth of the repeat.
double echo(const Layout& layout) {
  constexpr int kSide = 64;
  const Image picture = pattern::rendered(printed(layout, known_motif, kSide));
  std::vector<double> grey(picture.pixels());
  double mean = 0;
  for (std::size_t i = 0; i < grey.size(); ++i) {
    grey[i] = picture.rgb[3 * i] + picture.rgb[3 * i + 1] + picture.rgb[3 * i + 2];
    mean += grey[i] / static_cast<double>(grey.size());
  }
  double all = 0, strongest = 0;
  for (double& g : grey) g -= mean, all += g * g;
  for (int dy = 0; dy <= kSide / 2; ++dy) {
    for (int dx = -kSide / 2; dx < kSide / 2; ++dx) {
      if (std::hypot(dx, dy) < kSide / 8.0) continue;
      double sum = 0;
      for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
          sum += grey[static_cast<std::size_t>(y * kSide + x)] *
                 grey[static_cast<std::size_t>((y + dy) % kSide * kSide + (x + dx + kSide) % kSide)];
        }
      }
      strongest = std::max(strongest, sum / all);
    }
  }
  return strongest;
}

Layout scattered(Layout layout, std::uint64_t seed) {
  Random random(seed);
  for (Placement& p : layout.placements) {
    p.x_cm = random.between(0, layout.width_cm);
    p.y_cm = random.between(0, layout.height_cm);
  }
  return layout;
}

int overlapping(const std::vector<int>& count) {
  return static_cast<int>(std::count_if(count.begin(), count.end(), [](int c) { return c > 1; }));
}

void report_placing(int prints) {
  constexpr int kSide = 256;
  fmt::print("{:16} {:>7} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}\n", "layout", "cover", "uneven", "random", "echo",
             "random", "overlap", "random");
  for (const char* name : {"tossed", "tossed-one-way", "tossed-two-way", "tossed-four-way", "ditsy", "chintz"}) {
    double cover = 0, own = 0, chance = 0, own_echo = 0, chance_echo = 0, own_over = 0, chance_over = 0;
    for (int i = 0; i < prints; ++i) {
      const Layout layout =
          compose::compose({.category = "floral", .layout = name, .index = static_cast<std::uint64_t>(i)});
      const Layout plain = scattered(layout, static_cast<std::uint64_t>(i));
      const auto all = counts(layout, kSide, -100),
                 flowers = counts(layout, kSide, std::string(name) == "chintz" ? 1 : -100);
      cover += 1 - static_cast<double>(std::count(all.begin(), all.end(), 0)) / (kSide * kSide);
      own += unevenness(all, kSide);
      chance += unevenness(counts(plain, kSide, -100), kSide);
      own_echo += echo(layout);
      chance_echo += echo(plain);
      own_over += overlapping(flowers);
      chance_over += overlapping(counts(plain, kSide, -100));
    }
    const double n = prints, pixels = kSide * kSide / 100.0;
    fmt::print("{:16} {:7.2f} {:9.3f} {:9.3f} {:9.3f} {:9.3f} {:8.3f}% {:8.2f}%\n", name, cover / n, own / n,
               chance / n, own_echo / n, chance_echo / n, own_over / n / pixels, chance_over / n / pixels);
  }
}

double cut_seam(const Layout& layout) {
  const Print print = printed(layout, known_motif, kCutPixels);
  return pattern::seam_score(pattern::rendered(rolled(print, pattern::plainest_cut(pattern::rendered(print)))));
}

void report_seams(int prints) {
  const auto categories = composed_categories();
  std::vector<double> seams(static_cast<std::size_t>(prints));
  for_each_index(
      seams.size(), 2,
      [&](std::size_t i) {
        seams[i] = cut_seam(compose::compose({.category = categories[i % categories.size()], .index = i}));
      },
      [](std::size_t) { return true; });
  const auto [low, high] = std::minmax_element(seams.begin(), seams.end());
  double mean = 0;
  for (const double s : seams) mean += s / prints;
  const auto off = std::count_if(seams.begin(), seams.end(), [](double s) { return std::abs(s - 1) > 0.01; });
  fmt::print("seam score of {} prints: mean {:.4f}, {:.4f} to {:.4f}, {} further than 0.01 from 1\n", prints, mean,
             *low, *high, off);
}

template <class Work>
double milliseconds(Work work) {
  double best = 1e9;
  for (int i = 0; i < 5; ++i) {
    const auto start = std::chrono::steady_clock::now();
    work();
    best = std::min(best, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  return best;
}

void report_times() {
  use_row_threads(2);
  std::uint64_t seed = 100;
  fmt::print("eight new prints of 512 px, 2 threads: {:.0f} ms\n", milliseconds([&] {
               ++seed;
               for_each_index(
                   8, 2,
                   [&](std::size_t i) {
                     const Layout layout = compose::compose({.category = "floral", .seed = seed, .index = i});
                     pattern::rendered(printed(layout, known_motif, 512));
                   },
                   [](std::size_t) { return true; });
             }));
  const Layout layout = compose::compose({.category = "floral", .layout = "chintz", .seed = 3});
  fmt::print("one print of 4096 px, 2 threads: {:.0f} ms\n",
             milliseconds([&] { pattern::rendered(printed(layout, known_motif, 4096)); }));
  fmt::print("a preview of 384 px while dragging, 2 threads: {:.0f} ms\n",
             milliseconds([&] { pattern::rendered(printed(layout, known_motif, 384)); }));
}

}  // namespace

int main(int count, char** words) {
  const int prints = count > 1 ? std::atoi(words[1]) : 24;
  report_placing(prints);
  report_seams(count > 2 ? std::atoi(words[2]) : 500);
  report_times();
}
