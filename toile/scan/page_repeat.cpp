#include "toile/scan/page_repeat.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

#include "toile/base/error.hpp"
#include "toile/compose/lattice.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"
#include "toile/pattern/oklab.hpp"
#include "toile/scan/page_edge.hpp"
#include "toile/scan/stamp_piece.hpp"

namespace toile::scan {
namespace {

using compose::Actor;
using compose::Pose;
using compose::Silhouette;
using compose::Stage;

constexpr int kOutline = 128;       ///< pixels of the longest side of a motif whose outline is looked at
constexpr double kStageCm = 20;     ///< a stage measures in centimetres: the longer side of the tile counts as so many
constexpr double kLeastGap = 0.01;  ///< of the page's longer side, between two motifs
constexpr double kMostGap = 0.08;
constexpr double kLooseGap = 0.5;    ///< of the gap: as near a motif that completes one may lie
constexpr double kSmallest = 0.6;    ///< scale of a motif that is laid once more
constexpr double kLeastHole = 0.25;  ///< of the least motif's side, beyond the gap: a smaller hole is none
constexpr double kTurn = 14;         ///< degrees by which it may be turned
constexpr int kScales = 5, kTries = 10, kMostMisses = 24;

/// A motif that can be laid.
struct Player {
  const Piece* piece;
  Actor actor;
  Silhouette silhouette;
  image::Oklab colour{};
  double area = 0;  ///< pixels that it covers
};

/// What was laid, relative to each site of the lattice, in pixels.
struct Laid {
  const Piece* piece;
  Vector middle;
  double scale = 1, angle = 0;
  bool mirrored = false;
};

int longer_side(const Image& picture) {
  return std::max(picture.width, picture.height);
}

/// As what `compose` lays: its outline is all that counts.
compose::Motif outlined(const Piece& piece) {
  const double shrink = std::min(1.0, 1.0 * kOutline / longer_side(piece.picture));
  const Image small = image::resize(piece.picture, std::max(1, static_cast<int>(piece.picture.width * shrink)),
                                    std::max(1, static_cast<int>(piece.picture.height * shrink)));
  compose::Motif motif;
  motif.kind = motif.name = "piece";
  motif.roles = {compose::Role::main};
  motif.raster = {small.width, small.height, std::vector<std::uint8_t>(small.pixels(), 255)};
  motif.raster.planes.insert(motif.raster.planes.end(), small.alpha.begin(), small.alpha.end());
  const auto longest = static_cast<float>(longer_side(small));
  motif.width = static_cast<float>(small.width) / longest;
  motif.height = static_cast<float>(small.height) / longest;
  return motif;
}

Player player_of(const Piece& piece, const Stage& stage, double pixels_a_cm) {
  const Actor actor = Actor::of(outlined(piece), {0}, longer_side(piece.picture) / pixels_a_cm);
  Player player{.piece = &piece, .actor = actor, .silhouette = stage.silhouette(actor)};
  for (std::size_t i = 0; i < piece.picture.pixels(); ++i) {
    const double alpha = piece.picture.alpha[i] / 255.0;
    const image::Oklab lab = image::oklab_of(&piece.picture.rgb[3 * i]);
    for (std::size_t c = 0; c < 3; ++c) player.colour[c] += static_cast<float>(alpha) * lab[c];
    player.area += alpha;
  }
  for (float& value : player.colour) value /= static_cast<float>(std::max(1.0, player.area));
  return player;
}

Vector middle_of(const Piece& piece) {
  return {piece.x + 0.5 * piece.picture.width, piece.y + 0.5 * piece.picture.height};
}

/// What usually lies between a motif and the nearest other one, in pixels.
double gap_between(const std::vector<Piece>& pieces, const image::Size& page) {
  const double longest = std::max(page.width, page.height);
  const Stage wide(1.5 * kStageCm * page.width / longest, 1.5 * kStageCm * page.height / longest);
  const double pixels_a_cm = longest / kStageCm;
  std::vector<double> gaps(pieces.size(), longest);
  // each beside those before it and, the other way round, beside those after it
  for (const bool backwards : {false, true}) {
    Stage stage = wide;
    for (std::size_t k = 0; k < pieces.size(); ++k) {
      const std::size_t i = backwards ? pieces.size() - 1 - k : k;
      const Player player = player_of(pieces[i], stage, pixels_a_cm);
      const Vector middle = (1 / pixels_a_cm) * middle_of(pieces[i]);
      const Pose pose{.x_cm = middle.x, .y_cm = middle.y};
      if (k > 0) gaps[i] = std::min(gaps[i], pixels_a_cm * stage.clearance(player.silhouette, pose));
      stage.take(player.silhouette, pose);
    }
  }
  std::nth_element(gaps.begin(), gaps.begin() + std::ssize(gaps) / 2, gaps.end());
  return std::clamp(gaps[gaps.size() / 2], kLeastGap * longest, kMostGap * longest);
}

/// The part of the page that is laid; it may begin beyond the page, on bare paper.
struct Frame {
  int x = 0, y = 0, width = 0, height = 0;
};

bool touches(const Piece& piece, const image::Size& page, bool across) {
  return across ? piece.x == 0 || piece.x + piece.picture.width == page.width
                : piece.y == 0 || piece.y + piece.picture.height == page.height;
}

Frame frame_of(const Drawing& drawing, const image::Size& page, double gap, pattern::Layout layout) {
  Frame frame{0, 0, page.width, page.height};
  for (const bool across : {true, false}) {
    if (std::any_of(drawing.cut_off.begin(), drawing.cut_off.end(),
                    [&](const Piece& p) { return touches(p, page, across); })) {
      continue;
    }
    int begin = std::numeric_limits<int>::max(), end = 0;
    for (const auto* pieces : {&drawing.pieces, &drawing.cut_off}) {
      for (const Piece& p : *pieces) {
        begin = std::min(begin, across ? p.x : p.y);
        end = std::max(end, across ? p.x + p.picture.width : p.y + p.picture.height);
      }
    }
    const int margin = static_cast<int>(std::lround(0.5 * gap));
    (across ? frame.x : frame.y) = begin - margin;
    (across ? frame.width : frame.height) = end - begin + 2 * margin;
  }
  // pages are moved by whole pixels
  if (layout.kind == pattern::Layout::Kind::drop) frame.height += (layout.of - frame.height % layout.of) % layout.of;
  if (layout.kind == pattern::Layout::Kind::brick) frame.width += (layout.of - frame.width % layout.of) % layout.of;
  return frame;
}

/// Where the pages of one tile begin, in pixels.
std::vector<Vector> pages_of(const Frame& frame, pattern::Layout layout) {
  const pattern::Grid grid = pattern::tiles_in_unit(layout);
  std::vector<Vector> pages;
  for (int j = 0; j < grid.down; ++j) {
    for (int i = 0; i < grid.across; ++i) {
      const int along = layout.kind == pattern::Layout::Kind::drop ? i : j, moved = along * layout.moved % layout.of;
      const bool drop = layout.kind == pattern::Layout::Kind::drop, brick = layout.kind == pattern::Layout::Kind::brick;
      pages.push_back({i * frame.width + (brick ? 1.0 * moved * frame.width / layout.of : 0),
                       j * frame.height + (drop ? 1.0 * moved * frame.height / layout.of : 0)});
    }
  }
  return pages;
}

/// The tile while it is being laid.
class Table {
 public:
  Table(const Frame& frame, pattern::Layout layout, double gap)
      : pages_(pages_of(frame, layout)),
        width_(frame.width * pattern::tiles_in_unit(layout).across),
        height_(frame.height * pattern::tiles_in_unit(layout).down),
        pixels_a_cm_(std::max(width_, height_) / kStageCm),
        gap_(gap),
        stage_(width_ / pixels_a_cm_, height_ / pixels_a_cm_) {
    for (const Vector& page : pages_) lattice_.sites.push_back({page.x / pixels_a_cm_, page.y / pixels_a_cm_, false});
    lattice_.cell_width_cm = frame.width / pixels_a_cm_;
    lattice_.cell_height_cm = frame.height / pixels_a_cm_;
  }

  Player player(const Piece& piece) const { return player_of(piece, stage_, pixels_a_cm_); }

  void lay(const Player& player, const Laid& laid) {
    compose::lay_at_all(stage_, lattice_, player.actor, player.silhouette, pose_of(laid));
    laid_.push_back(laid);
  }
  bool fits(const Player& player, const Laid& laid, double gap) const {
    return compose::fits_at_all(stage_, lattice_, player.silhouette, pose_of(laid), gap / pixels_a_cm_);
  }

  /// Near `wanted`, as it is or a little smaller.
  bool lay_near(const Player& player, Vector wanted, compose::Random& random) {
    const double reach = 0.25 * longer_side(player.piece->picture);
    for (int step = 0; step < kScales; ++step) {
      const double scale = 1 + (kSmallest - 1) * step / (kScales - 1);
      for (int t = 0; t < 3 * kTries; ++t) {
        const double far = reach * t / (3 * kTries), where = random.between(0, 2 * std::numbers::pi);
        const Laid laid{
            .piece = player.piece, .middle = wanted + far * Vector{std::cos(where), std::sin(where)}, .scale = scale};
        if (!fits(player, laid, kLooseGap * gap_)) continue;
        lay(player, laid);
        return true;
      }
    }
    return false;
  }

  /// Lays motifs into holes until none fits any more; how many.
  int fill(const std::vector<Player>& players, compose::Random& random) {
    double least = 1e9;
    for (const Player& p : players) least = std::min(least, p.actor.size_cm * std::sqrt(p.silhouette.fullness()));
    int filled = 0, misses = 0;
    compose::TorusField holes = stage_.field();
    while (misses < kMostMisses) {
      const compose::Cell hole = holes.freest(random.bits());
      const double room = holes.distance(hole) / stage_.cells_a_cm();
      if (room < gap_ / pixels_a_cm_ + kLeastHole * kSmallest * least) break;
      const Vector middle = pixels_a_cm_ * Vector{stage_.cm(hole.x), stage_.cm(hole.y)};
      bool found = false;
      for (const std::size_t who : by_farthest_like(players, middle, random)) {
        const auto laid = fitting(players[who], middle, pixels_a_cm_ * room, random);
        if (!laid) continue;
        lay(players[who], *laid);
        found = true;
        break;
      }
      if (found) {
        ++filled;
        holes = stage_.field();
      } else {
        ++misses;
        close(holes, middle, room);
      }
    }
    return filled;
  }

  Image picture(const std::array<std::uint8_t, 3>& paper) const {
    Image tile = Image::filled(width_, height_, paper);
    for (const Laid& laid : laid_) {
      for (const Vector& page : pages_) {
        stamp_piece(tile, laid.piece->picture, page + laid.middle,
                    {.scale = laid.scale, .angle = laid.angle, .mirrored = laid.mirrored});
      }
    }
    return tile;
  }

 private:
  Pose pose_of(const Laid& laid) const {
    return {.x_cm = laid.middle.x / pixels_a_cm_,
            .y_cm = laid.middle.y / pixels_a_cm_,
            .scale = laid.scale,
            .angle = laid.angle,
            .mirrored = laid.mirrored};
  }

  /// The largest that fits near the middle of a hole.
  std::optional<Laid> fitting(const Player& player, Vector middle, double room, compose::Random& random) const {
    for (int step = 0; step < kScales; ++step) {
      for (int t = 0; t < kTries; ++t) {
        const double far = t == 0 ? 0 : 0.4 * room * std::sqrt(random.unit());
        const double where = random.between(0, 2 * std::numbers::pi);
        const Laid laid{.piece = player.piece,
                        .middle = middle + far * Vector{std::cos(where), std::sin(where)},
                        .scale = 1 + (kSmallest - 1) * step / (kScales - 1),
                        .angle = random.between(-kTurn, kTurn),
                        .mirrored = random.chance(0.5)};
        if (fits(player, laid, 0.9 * gap_)) return laid;
      }
    }
    return {};
  }

  std::vector<std::size_t> by_farthest_like(const std::vector<Player>& players, Vector at,
                                            compose::Random& random) const {
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t k = 0; k < players.size(); ++k) {
      double nearest = width_ + height_;
      for (const Laid& laid : laid_) {
        if (laid.piece != players[k].piece) continue;
        for (const Vector& page : pages_) {
          const Vector there = page + laid.middle;
          nearest = std::min(
              nearest, std::hypot(std::remainder(there.x - at.x, width_), std::remainder(there.y - at.y, height_)));
        }
      }
      order.emplace_back(-nearest * random.between(0.7, 1.3), k);
    }
    std::sort(order.begin(), order.end());
    std::vector<std::size_t> numbers;
    for (const auto& [far, k] : order) numbers.push_back(k);
    return numbers;
  }

  void close(compose::TorusField& holes, Vector middle, double room) const {
    const int side = std::max(1, static_cast<int>(0.5 * room * stage_.cells_a_cm()));
    compose::Footprint closed;
    for (int y = -side; y <= side; ++y) {
      for (int x = -side; x <= side; ++x) closed.cells.push_back({x, y});
    }
    for (const Vector& page : pages_) {
      const Vector at = (1 / pixels_a_cm_) * (page - pages_.front() + middle);
      holes.take(closed, stage_.cell_at(at.x, at.y));
    }
  }

  std::vector<Vector> pages_;
  int width_, height_;
  double pixels_a_cm_, gap_;
  Stage stage_;
  compose::Lattice lattice_;
  std::vector<Laid> laid_;
};

/// The whole motifs by how likely the part is one of them: its colour, and room for the part in it.
std::vector<std::size_t> by_likeness(const std::vector<Player>& whole, const Player& part) {
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t k = 0; k < whole.size(); ++k) {
    const double larger = std::log2(whole[k].area / std::max(1.0, part.area));
    order.emplace_back(std::sqrt(pattern::distance(whole[k].colour, part.colour)) + (larger < 0 ? -0.2 : 0.03) * larger,
                       k);
  }
  std::sort(order.begin(), order.end());
  std::vector<std::size_t> numbers;
  for (const auto& [cost, k] : order) numbers.push_back(k);
  return numbers;
}

/// Where the middle of a whole motif lies that begins where the part at the edge does.
Vector middle_for(const Piece& part, const Piece& whole, const image::Size& page) {
  const auto along = [](int at, int side, int end, int own) {
    if (at == 0 && side != end) return at + side - 0.5 * own;
    if (at + side == end && at > 0) return at + 0.5 * own;
    return at + 0.5 * side;
  };
  return {along(part.x, part.picture.width, page.width, whole.picture.width),
          along(part.y, part.picture.height, page.height, whole.picture.height)};
}

void note(std::vector<std::string>& notes, int count, const char* one, const char* several) {
  if (count > 0) notes.push_back(fmt::format("{} {}", count, count == 1 ? one : several));
}

}  // namespace

PageRepeat repeat_of_page(const Image& page, const std::string& name, const PageOptions& options) {
  using Kind = pattern::Layout::Kind;
  if (options.layout.kind != Kind::straight && options.layout.kind != Kind::drop &&
      options.layout.kind != Kind::brick) {
    throw Error(ErrorKind::usage, "a page is laid straight, as a half-drop or as a half-brick, not as " +
                                      pattern::name_of(options.layout));
  }
  const Drawing drawing = motifs_on(page, name);
  const image::Size size{page.width, page.height};
  const double gap = gap_between(drawing.pieces, size);
  const Frame frame = frame_of(drawing, size, gap, options.layout);
  const Vector corner{1.0 * frame.x, 1.0 * frame.y};
  Table table(frame, options.layout, gap);
  compose::Random random(options.seed);
  PageRepeat out;
  std::vector<Player> whole;
  for (const Piece& piece : drawing.pieces) {
    whole.push_back(table.player(piece));
    table.lay(whole.back(), {.piece = &piece, .middle = middle_of(piece) - corner});
    ++out.whole;
  }
  const std::vector<bool> goes_on = joined_across(drawing.cut_off, size, options.layout);
  for (std::size_t i = 0; i < goes_on.size(); ++i) {
    if (!goes_on[i]) continue;
    const Piece& part = drawing.cut_off[i];
    table.lay(table.player(part), {.piece = &part, .middle = middle_of(part) - corner});
    ++out.joined;
  }
  for (std::size_t i = 0; i < goes_on.size(); ++i) {
    if (goes_on[i]) continue;
    const Player part = table.player(drawing.cut_off[i]);
    const std::vector<std::size_t> order = by_likeness(whole, part);
    const bool laid = std::any_of(order.begin(), order.end(), [&](std::size_t k) {
      return table.lay_near(whole[k], middle_for(*part.piece, *whole[k].piece, size) - corner, random);
    });
    ++(laid ? out.completed : out.left_out);
  }
  out.filled = table.fill(whole, random);
  out.tile = table.picture(drawing.paper);
  out.tile.dpi = page.dpi;
  note(out.notes, out.joined, "part at the edge goes on across it", "parts at the edge go on across it");
  note(out.notes, out.completed, "motif that the edge cut off was completed by a whole one",
       "motifs that the edge cut off were completed by whole ones");
  note(out.notes, out.left_out, "motif that the edge cut off was left out: no whole one fits there",
       "motifs that the edge cut off were left out: no whole ones fit there");
  note(out.notes, out.filled, "hole was filled with a motif of the page", "holes were filled with motifs of the page");
  for (const std::string& said : drawing.notes) {
    if (said.find("ruled") != std::string::npos) out.notes.push_back(said);
  }
  return out;
}

}  // namespace toile::scan
