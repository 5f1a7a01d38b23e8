#include "toile/compose/ink_map.hpp"

#include <algorithm>
#include <cmath>

#include "toile/base/error.hpp"

namespace toile::compose {
namespace {

constexpr double kLeastShare = 0.004;  ///< of the motif: an ink that covers less is given to another
constexpr double kLeastPiece = 0.04;   ///< of the largest piece
constexpr double kSpeck = 2.5e-4;      ///< of the map, in pixels: what is smaller is no shape
constexpr double kNear = 0.03;         ///< of the side: so close, a piece belongs to the largest one
constexpr double kNearPiece = 0.004;   ///< of the largest piece, for one that lies close
constexpr int kOtherHue = 45;          ///< distance in colour that makes an accent
constexpr double kThin = 0.55;         ///< share of an ink's pixels at its edge that makes it a line

struct Piece {
  int ink = 0;  ///< the number that it is of, or -1 for any ink
  std::vector<std::size_t> pixels;
};

/// Connected pieces of pixels that `alike` to their first one.
template <class Alike>
std::vector<Piece> pieces(const InkMap& map, const Alike& alike) {
  const int side = map.side;
  std::vector<char> seen(map.inks.size());
  std::vector<Piece> all;
  for (std::size_t start = 0; start < map.inks.size(); ++start) {
    if (seen[start]) continue;
    Piece piece{map.inks[start], {start}};
    seen[start] = 1;
    for (std::size_t k = 0; k < piece.pixels.size(); ++k) {
      const int x = static_cast<int>(piece.pixels[k]) % side, y = static_cast<int>(piece.pixels[k]) / side;
      for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) {
          if (x + dx < 0 || x + dx >= side || y + dy < 0 || y + dy >= side) continue;
          const std::size_t next = piece.pixels[k] + dy * side + dx;
          if (seen[next] || !alike(map.inks[start], map.inks[next])) continue;
          seen[next] = 1;
          piece.pixels.push_back(next);
        }
      }
    }
    all.push_back(std::move(piece));
  }
  return all;
}

/// Pieces of ink, whatever its number, largest first.
std::vector<Piece> ink_pieces(const InkMap& map) {
  auto all = pieces(map, [](int a, int b) { return (a == InkMap::kNothing) == (b == InkMap::kNothing); });
  std::erase_if(all, [](const Piece& piece) { return piece.ink == InkMap::kNothing; });
  std::stable_sort(all.begin(), all.end(),
                   [](const Piece& a, const Piece& b) { return a.pixels.size() > b.pixels.size(); });
  return all;
}

/// The commonest other number around `piece`.
std::uint8_t surroundings(const InkMap& map, const Piece& piece) {
  std::array<int, InkMap::kInks + 1> votes{};
  for (const std::size_t pixel : piece.pixels) {
    const int x = static_cast<int>(pixel) % map.side, y = static_cast<int>(pixel) / map.side;
    for (const auto& [dx, dy] : {std::pair{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
      if (x + dx < 0 || x + dx >= map.side || y + dy < 0 || y + dy >= map.side) continue;
      const std::uint8_t other = map.inks[pixel + dy * map.side + dx];
      if (other != piece.ink) ++votes[other];
    }
  }
  return static_cast<std::uint8_t>(std::max_element(votes.begin(), votes.end()) - votes.begin());
}

void drop_specks(InkMap& map) {
  const auto least = static_cast<std::size_t>(std::ceil(kSpeck * static_cast<double>(map.inks.size())));
  for (const Piece& piece : pieces(map, [](int a, int b) { return a == b; })) {
    if (piece.pixels.size() >= least) continue;
    const std::uint8_t other = surroundings(map, piece);
    for (const std::size_t pixel : piece.pixels) map.inks[pixel] = other;
  }
}

/// Which pixels lie within `radius` of the piece.
std::vector<char> around(const InkMap& map, const Piece& piece, int radius) {
  std::vector<char> rows(map.inks.size()), result(map.inks.size());
  const int side = map.side;
  for (const std::size_t pixel : piece.pixels) {
    const int x = static_cast<int>(pixel) % side;
    const std::size_t row = pixel - static_cast<std::size_t>(x);
    for (int i = std::max(0, x - radius); i <= std::min(side - 1, x + radius); ++i) rows[row + i] = 1;
  }
  for (int y = 0; y < side; ++y) {
    for (int i = std::max(0, y - radius); i <= std::min(side - 1, y + radius); ++i) {
      for (int x = 0; x < side; ++x) {
        result[static_cast<std::size_t>(y) * side + x] |= rows[static_cast<std::size_t>(i) * side + x];
      }
    }
  }
  return result;
}

double colour_distance(const std::array<std::uint8_t, 3>& a, const std::array<std::uint8_t, 3>& b) {
  // hue and chroma: what differs beside the grey
  const auto mean = [](const auto& c) { return (c[0] + c[1] + c[2]) / 3.0; };
  double sum = 0;
  for (int k = 0; k < 3; ++k) {
    const double d = (a[k] - mean(a)) - (b[k] - mean(b));
    sum += d * d;
  }
  return std::sqrt(sum);
}

double luma(const std::array<std::uint8_t, 3>& c) {
  return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
}

struct InkLook {
  std::size_t pixels = 0;
  double edge = 0;    ///< share of its pixels beside another number
  double middle = 0;  ///< mean distance from the motif's middle, in halves of the side
};

std::array<InkLook, InkMap::kInks> looks_of(const InkMap& map) {
  std::array<InkLook, InkMap::kInks> looks;
  const int side = map.side;
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const std::size_t i = static_cast<std::size_t>(y) * side + x;
      const std::uint8_t ink = map.inks[i];
      if (ink == InkMap::kNothing) continue;
      InkLook& look = looks[ink];
      ++look.pixels;
      look.middle += std::hypot(x - side / 2.0, y - side / 2.0) / (side / 2.0);
      for (const auto& [dx, dy] : {std::pair{2, 0}, {-2, 0}, {0, 2}, {0, -2}}) {
        if (x + dx < 0 || x + dx >= side || y + dy < 0 || y + dy >= side || map.inks[i + dy * side + dx] != ink) {
          look.edge += 1;
          break;
        }
      }
    }
  }
  for (InkLook& look : looks) {
    if (look.pixels == 0) continue;
    look.edge /= static_cast<double>(look.pixels);
    look.middle /= static_cast<double>(look.pixels);
  }
  return looks;
}

/// Inks that hardly occur become those whose colour is nearest.
void drop_rare_inks(InkMap& map) {
  const auto looks = looks_of(map);
  std::size_t total = 0;
  for (const InkLook& look : looks) total += look.pixels;
  std::array<std::uint8_t, InkMap::kInks + 1> instead{};
  instead[InkMap::kNothing] = InkMap::kNothing;
  const auto rare = [&](int ink) {
    return static_cast<double>(looks[ink].pixels) < kLeastShare * static_cast<double>(total);
  };
  for (int ink = 0; ink < InkMap::kInks; ++ink) {
    instead[ink] = static_cast<std::uint8_t>(ink);
    if (!rare(ink)) continue;
    double best = 1e9;
    for (int other = 0; other < InkMap::kInks; ++other) {
      if (rare(other)) continue;
      double distance = 0;
      for (int k = 0; k < 3; ++k) distance += std::pow(map.palette[ink][k] - map.palette[other][k], 2);
      if (distance >= best) continue;
      best = distance;
      instead[ink] = static_cast<std::uint8_t>(other);
    }
  }
  for (std::uint8_t& ink : map.inks) ink = instead[ink];
}

bool is_foliage(const std::string& kind) {
  return kind == "fern" || kind.starts_with("leaf");
}

std::array<Role, InkMap::kInks> roles_of(const InkMap& map, const std::string& kind) {
  const auto looks = looks_of(map);
  std::array<Role, InkMap::kInks> roles{Role::leaf_shade, Role::leaf, Role::leaf, Role::main,
                                        Role::main,       Role::main, Role::main};
  int main = InkMap::kLeafInks;
  for (int ink = main; ink < InkMap::kInks; ++ink) {
    if (looks[ink].pixels > looks[main].pixels) main = ink;
  }
  const bool is_blossom = kind == "blossom";
  for (int ink = InkMap::kLeafInks; ink < InkMap::kInks; ++ink) {
    if (ink == main || looks[ink].pixels == 0) continue;
    const InkLook& look = looks[ink];
    const bool other_hue = colour_distance(map.palette[ink], map.palette[main]) > kOtherHue;
    const bool darker = luma(map.palette[ink]) < luma(map.palette[main]);
    if (darker && look.edge > kThin && look.pixels < looks[main].pixels / 3) {
      roles[ink] = Role::line;
    } else if (is_blossom && look.middle < 0.3 && look.pixels < looks[main].pixels / 3) {
      roles[ink] = Role::centre;
    } else if (other_hue) {
      roles[ink] = darker ? Role::accent_shade : Role::accent;
    } else {
      roles[ink] = darker ? Role::shade : Role::light;
    }
  }
  if (is_foliage(kind)) {  // the plates of leaves are grey
    for (Role& role : roles) {
      if (role == Role::main || role == Role::light) role = Role::leaf;
      if (role == Role::shade) role = Role::leaf_shade;
    }
  }
  return roles;
}

}  // namespace

InkMap cleaned(InkMap map) {
  drop_specks(map);
  const std::vector<Piece> all = ink_pieces(map);
  if (all.empty()) return map;
  const auto largest = static_cast<double>(all[0].pixels.size());
  const std::vector<char> near = around(map, all[0], static_cast<int>(kNear * map.side));
  for (const Piece& piece : all) {
    const auto size = static_cast<double>(piece.pixels.size());
    const bool close =
        std::any_of(piece.pixels.begin(), piece.pixels.end(), [&](std::size_t p) { return near[p] != 0; });
    if (size >= kLeastPiece * largest || (close && size >= kNearPiece * largest)) continue;
    for (const std::size_t pixel : piece.pixels) map.inks[pixel] = InkMap::kNothing;
  }
  return map;
}

double wholeness(const InkMap& map) {
  const std::vector<Piece> all = ink_pieces(map);
  if (all.empty()) return 0;
  std::size_t total = 0;
  for (const Piece& piece : all) total += piece.pixels.size();
  return static_cast<double>(all[0].pixels.size()) / static_cast<double>(total);
}

double natural_size_cm(const std::string& kind) {
  if (kind.starts_with("sprig") || kind == "fern") return 9;
  if (kind == "ornament" || kind == "flower_engraved") return 7;
  if (kind == "paisley") return 6;
  return 5;
}

Motif motif_of(const InkMap& given, const std::string& kind, const std::string& name) {
  InkMap map = given;
  drop_rare_inks(map);
  int left = map.side, right = -1, top = map.side, bottom = -1;
  std::array<int, InkMap::kInks + 1> plane{};  // of each ink among those that occur
  plane.fill(-1);
  for (int y = 0; y < map.side; ++y) {
    for (int x = 0; x < map.side; ++x) {
      const std::uint8_t ink = map.inks[static_cast<std::size_t>(y) * map.side + x];
      if (ink == InkMap::kNothing) continue;
      plane[ink] = 0;
      left = std::min(left, x), right = std::max(right, x), top = std::min(top, y), bottom = std::max(bottom, y);
    }
  }
  if (right < 0) throw Error(ErrorKind::bad_file, "the motif " + name + " has no ink");

  Motif motif{.kind = kind, .name = name, .roles = {}, .shapes = {}, .raster = {}, .anchor = {}};
  const auto roles = roles_of(map, kind);
  for (int ink = 0; ink < InkMap::kInks; ++ink) {
    if (plane[ink] < 0) continue;
    plane[ink] = static_cast<int>(motif.roles.size());
    motif.roles.push_back(roles[ink]);
  }
  const int count = static_cast<int>(motif.roles.size());
  // A pixel of clear all around, so that edges can be soft.
  const int width = right - left + 3, height = bottom - top + 3;
  const std::size_t pixels = static_cast<std::size_t>(width) * height;
  motif.raster = {.width = width, .height = height, .planes = std::vector<std::uint8_t>(pixels * (count + 1))};
  std::vector<int> sums(static_cast<std::size_t>(count) + 1);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      std::fill(sums.begin(), sums.end(), 0);
      int inked = 0;
      for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) {
          const int sx = x + left - 1 + dx, sy = y + top - 1 + dy;
          if (sx < 0 || sx >= map.side || sy < 0 || sy >= map.side) continue;
          const std::uint8_t ink = map.inks[static_cast<std::size_t>(sy) * map.side + sx];
          if (ink == InkMap::kNothing) continue;
          const int weight = (2 - std::abs(dx)) * (2 - std::abs(dy));  // a binomial kernel, 16 in all
          sums[static_cast<std::size_t>(plane[ink])] += weight;
          inked += weight;
        }
      }
      if (inked == 0) continue;
      const std::size_t at = static_cast<std::size_t>(y) * width + x;
      int given_out = 0, most = 0;
      for (int k = 0; k < count; ++k) {
        const int share = 255 * sums[static_cast<std::size_t>(k)] / inked;
        motif.raster.planes[k * pixels + at] = static_cast<std::uint8_t>(share);
        given_out += share;
        if (sums[static_cast<std::size_t>(k)] > sums[static_cast<std::size_t>(most)]) most = k;
      }
      motif.raster.planes[most * pixels + at] += static_cast<std::uint8_t>(255 - given_out);
      motif.raster.planes[count * pixels + at] = static_cast<std::uint8_t>(255 * inked / 16);
    }
  }
  const auto longest = static_cast<float>(std::max(width, height));
  motif.width = static_cast<float>(width) / longest;
  motif.height = static_cast<float>(height) / longest;
  // What grows is held at its foot: the middle of its lowest pixels.
  if (kind.starts_with("sprig") || kind.starts_with("leaf") || kind == "fern") {
    double sum = 0;
    int n = 0;
    for (int x = left; x <= right; ++x) {
      if (map.inks[static_cast<std::size_t>(bottom) * map.side + x] == InkMap::kNothing) continue;
      sum += x;
      ++n;
    }
    motif.anchor = {static_cast<float>((sum / n - (left + right) / 2.0) / longest), motif.height / 2};
  }
  motif.size_cm = natural_size_cm(kind);
  return motif;
}

}  // namespace toile::compose
