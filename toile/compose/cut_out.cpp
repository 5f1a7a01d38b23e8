#include "toile/compose/cut_out.hpp"

#include <algorithm>
#include <cmath>

#include "toile/base/error.hpp"
#include "toile/image/oklab.hpp"

namespace toile::compose {
namespace {

constexpr float kPaper = 0.05F, kInk = 0.11F;  ///< Oklab distance from the paper: surely paper below, surely ink above
constexpr double kPlain = 0.9;                 ///< of the edge must be paper
constexpr double kSpeck = 0.002;               ///< of the drawing's pixels: no motif
constexpr double kNear = 0.008;                ///< of the longer side: parts nearer than this belong together
constexpr std::size_t kMostParts = 64;

image::Oklab at(const Image& picture, int x, int y) {
  return image::oklab_of(picture.at(x, y));
}

std::vector<image::Oklab> edge_of(const Image& picture) {
  std::vector<image::Oklab> edge;
  for (int x = 0; x < picture.width; ++x) {
    edge.push_back(at(picture, x, 0));
    edge.push_back(at(picture, x, picture.height - 1));
  }
  for (int y = 0; y < picture.height; ++y) {
    edge.push_back(at(picture, 0, y));
    edge.push_back(at(picture, picture.width - 1, y));
  }
  return edge;
}

/// The median of the edge, channel by channel.
image::Oklab paper_of(std::vector<image::Oklab> edge) {
  image::Oklab paper{};
  for (std::size_t c = 0; c < 3; ++c) {
    std::nth_element(edge.begin(), edge.begin() + std::ssize(edge) / 2, edge.end(),
                     [c](const auto& a, const auto& b) { return a[c] < b[c]; });
    paper[c] = edge[edge.size() / 2][c];
  }
  return paper;
}

/// Connected pixels of ink, jumping over gaps of `reach`: the part's number of each pixel, 0 for paper.
std::vector<int> parts_of(const Image& cut, int reach, std::vector<std::size_t>& sizes) {
  std::vector<int> part(cut.pixels(), 0);
  sizes.assign(1, 0);
  std::vector<std::size_t> waiting;
  for (std::size_t start = 0; start < cut.pixels(); ++start) {
    if (part[start] != 0 || cut.alpha[start] < 128) continue;
    part[start] = static_cast<int>(sizes.size());
    sizes.push_back(0);
    waiting.push_back(start);
    while (!waiting.empty()) {
      const int x = static_cast<int>(waiting.back() % cut.width), y = static_cast<int>(waiting.back() / cut.width);
      waiting.pop_back();
      ++sizes.back();
      for (int j = std::max(0, y - reach); j <= std::min(cut.height - 1, y + reach); ++j) {
        for (int i = std::max(0, x - reach); i <= std::min(cut.width - 1, x + reach); ++i) {
          const std::size_t next = static_cast<std::size_t>(j) * cut.width + i;
          if (part[next] != 0 || cut.alpha[next] < 128) continue;
          part[next] = part[start];
          waiting.push_back(next);
        }
      }
    }
  }
  return part;
}

}  // namespace

Image trimmed(const Image& picture) {
  int left = picture.width, right = 0, top = picture.height, bottom = 0;
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      if (picture.alpha[static_cast<std::size_t>(y) * picture.width + x] < 16) continue;
      left = std::min(left, x);
      right = std::max(right, x + 1);
      top = std::min(top, y);
      bottom = std::max(bottom, y + 1);
    }
  }
  Image cut{.width = right - left, .height = bottom - top, .rgb = {}, .alpha = {}};
  for (int y = top; y < bottom; ++y) {
    const std::size_t row = static_cast<std::size_t>(y) * picture.width;
    cut.rgb.insert(cut.rgb.end(), picture.at(left, y), picture.at(left, y) + 3 * static_cast<std::size_t>(cut.width));
    cut.alpha.insert(cut.alpha.end(), picture.alpha.begin() + static_cast<std::ptrdiff_t>(row + left),
                     picture.alpha.begin() + static_cast<std::ptrdiff_t>(row + right));
  }
  return cut;
}

std::vector<Image> cut_from_paper(const Image& drawing, const std::string& name) {
  const std::vector<image::Oklab> edge = edge_of(drawing);
  const image::Oklab paper = paper_of(edge);
  const auto plain =
      std::count_if(edge.begin(), edge.end(), [&](const auto& lab) { return image::difference(lab, paper) < kInk; });
  if (static_cast<double>(plain) < kPlain * static_cast<double>(edge.size())) {
    throw Error(ErrorKind::bad_file,
                name + " has neither alpha nor plain paper around what is drawn: its motifs can't be cut out");
  }
  Image whole = drawing;
  whole.alpha.resize(whole.pixels());
  for (std::size_t i = 0; i < whole.pixels(); ++i) {
    const float far = image::difference(image::oklab_of(whole.rgb.data() + 3 * i), paper);
    whole.alpha[i] =
        static_cast<std::uint8_t>(std::lround(255 * std::clamp((far - kPaper) / (kInk - kPaper), 0.F, 1.F)));
  }
  std::vector<std::size_t> sizes;
  const int reach = std::max(1, static_cast<int>(kNear * std::max(drawing.width, drawing.height)));
  const std::vector<int> part = parts_of(whole, reach, sizes);
  std::vector<int> numbers;
  for (std::size_t n = 1; n < sizes.size(); ++n) {
    if (static_cast<double>(sizes[n]) >= kSpeck * static_cast<double>(drawing.pixels())) {
      numbers.push_back(static_cast<int>(n));
    }
  }
  if (numbers.empty()) throw Error(ErrorKind::bad_file, "nothing is drawn on " + name);
  std::stable_sort(numbers.begin(), numbers.end(), [&](int a, int b) {
    return sizes[static_cast<std::size_t>(a)] > sizes[static_cast<std::size_t>(b)];
  });
  if (numbers.size() > kMostParts) numbers.resize(kMostParts);
  std::vector<Image> cuts;
  for (const int number : numbers) {
    Image own = whole;
    for (std::size_t i = 0; i < own.pixels(); ++i) {
      if (part[i] == number) continue;
      // Soft edges belong to the part that they touch.
      bool touches = false;
      const int x = static_cast<int>(i % own.width), y = static_cast<int>(i / own.width);
      for (int j = std::max(0, y - 1); j <= std::min(own.height - 1, y + 1); ++j) {
        for (int k = std::max(0, x - 1); k <= std::min(own.width - 1, x + 1); ++k) {
          touches |= part[static_cast<std::size_t>(j) * own.width + k] == number;
        }
      }
      if (!touches || part[i] != 0) own.alpha[i] = 0;
    }
    cuts.push_back(trimmed(own));
  }
  return cuts;
}

}  // namespace toile::compose
