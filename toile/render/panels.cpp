#include "toile/render/panels.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace toile::render {
namespace {

using image::Plane;

constexpr double kSmooth = 1.2;        ///< cells; hairlines of a matte are no gaps
constexpr double kGap = 0.04;          ///< least depth of a gap beside a sleeve, in heights of the garment
constexpr double kCrotch = 0.2;        ///< the same between legs
constexpr double kLowestArmpit = 0.6;  ///< in heights of the garment
constexpr double kAlike = 0.55;        ///< share of the wider leg's width that the narrower has
constexpr double kTogether = 0.8;      ///< share of all cloth in their rows that two legs have
constexpr double kNarrower = 0.75;     ///< of the body's width: a sleeve
constexpr double kLeastSleeve = 0.007, kMostSleeve = 0.3;  ///< of the garment's cells
constexpr std::size_t kMostSleeves = 16;                   ///< of all that one matte holds
constexpr double kInwards = -25,
                 kOutwards = 35;      ///< degrees from upright within which the seam runs up to the shoulder
constexpr double kLongestSeam = 0.5;  ///< in heights of the garment
constexpr double kUpright = 8;        ///< degrees below which a sleeve hangs as the body does
constexpr double kMostTurned = 80;    ///< degrees
constexpr double kSeamReach = 2.5;    ///< cells to both sides of a seam where the side decides
constexpr double kSteepest = 0.4;     ///< cells that a leg moves a row
constexpr double kBend = 0.1;         ///< in heights of the garment
constexpr double kToTheHem = 0.85;    ///< in heights of the garment: legs are apart down to here
constexpr double kStep = 0.05;        ///< in widths of the garment, that the outline steps out below a sleeve
constexpr double kStepRows = 0.07;    ///< in heights, within which it does
constexpr int kBeside = 3;            ///< cells beside the body's edge that are sleeve above an armpit
constexpr double kCut = 4;            ///< cells below an armpit
constexpr double kLongSleeve = 0.15;  ///< in heights of the garment: its middle tells where it points

struct Run {
  int first = 0, last = 0;  ///< inclusive
  int length() const { return last - first + 1; }
  double middle() const { return (first + last) / 2.0; }
  bool touches(const Run& other) const { return first <= other.last + 1 && other.first <= last + 1; }
};

/// Cloth or not, by cells.
struct Shape {
  int width = 0, height = 0;
  std::vector<std::uint8_t> cloth;
  std::size_t count = 0;

  bool at(int x, int y) const {
    return x >= 0 && y >= 0 && x < width && y < height && cloth[static_cast<std::size_t>(y) * width + x] != 0;
  }
  std::vector<Run> runs(int y) const {
    std::vector<Run> out;
    for (int x = 0; x < width; ++x) {
      if (!at(x, y)) continue;
      if (out.empty() || out.back().last != x - 1) out.push_back({x, x});
      out.back().last = x;
    }
    return out;
  }
};

Shape shape_of(const Plane& cover) {
  const Plane smooth = image::blur(cover, kSmooth);
  Shape shape{.width = cover.width, .height = cover.height, .cloth = {}, .count = 0};
  for (const float value : smooth.values) {
    shape.cloth.push_back(value > 0.5F ? 1 : 0);
    shape.count += shape.cloth.back();
  }
  return shape;
}

/// Ground that reaches up into the garment, with the cloth beside it, row by row from its top.
struct Gap {
  int top = 0;
  std::vector<Run> ground, left, right;
  double cloth = 0;  ///< cells of all cloth in its rows

  int depth() const { return static_cast<int>(ground.size()); }
  static double cells(const std::vector<Run>& runs) {
    double sum = 0;
    for (const Run& run : runs) sum += run.length();
    return sum;
  }
};

/// The ground between neighbouring runs of cloth.
std::vector<Run> between(const std::vector<Run>& cloth) {
  std::vector<Run> out;
  for (std::size_t i = 1; i < cloth.size(); ++i) out.push_back({cloth[i - 1].last + 1, cloth[i].first - 1});
  return out;
}

/// Follows a gap down to where cloth no longer lies on both of its sides.
Gap followed(const std::vector<std::vector<Run>>& rows, int top, Run ground) {
  Gap gap{.top = top, .ground = {}, .left = {}, .right = {}, .cloth = 0};
  for (auto y = static_cast<std::size_t>(top); y < rows.size(); ++y) {
    const std::vector<Run> gaps = between(rows[y]);
    std::optional<std::size_t> next;
    for (std::size_t i = 0; i < gaps.size(); ++i) {
      if (gaps[i].touches(ground) && (!next || gaps[i].length() > gaps[*next].length())) next = i;
    }
    if (!next) break;
    ground = gaps[*next];
    gap.ground.push_back(ground);
    gap.left.push_back(rows[y][*next]);
    gap.right.push_back(rows[y][*next + 1]);
    gap.cloth += Gap::cells(rows[y]);
  }
  return gap;
}

/// Every place where ground begins below cloth.
std::vector<Gap> gaps_of(const std::vector<std::vector<Run>>& rows) {
  std::vector<Gap> out;
  for (std::size_t y = 1; y < rows.size(); ++y) {
    for (const Run& ground : between(rows[y])) {
      const bool below_cloth = std::ranges::any_of(rows[y - 1], [&](const Run& above) {
        return above.first <= ground.first - 1 && above.last >= ground.last + 1;
      });
      if (below_cloth) out.push_back(followed(rows, static_cast<int>(y), ground));
    }
  }
  return out;
}

struct Seam {
  double from_x = 0, from_y = 0, to_x = 0, to_y = 0;

  /// Positive to the right of the seam as it runs up.
  double side(double x, double y) const { return (x - from_x) * (from_y - to_y) - (y - from_y) * (from_x - to_x); }
  double distance(double x, double y) const {
    const double dx = to_x - from_x, dy = to_y - from_y;
    const double along = std::clamp(((x - from_x) * dx + (y - from_y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
    return std::hypot(x - from_x - along * dx, y - from_y - along * dy);
  }
};

/// A place where the ground below a sleeve ends, in cells.
struct Armpit {
  double x = 0;
  int y = 0;                  ///< the first row of ground
  bool on_the_right = false;  ///< of the body lies the sleeve
  int outside = 0;            ///< a column of the sleeve
  int depth = 0;              ///< rows of ground between sleeve and body; 0 where the sleeve ends here
};

/// The shortest way up from the armpit to the outline, in cells; nothing when there is none.
std::optional<Seam> seam_from(const Shape& shape, const Armpit& armpit) {
  const double x = armpit.x, y = armpit.y;
  std::optional<Seam> best;
  double shortest = kLongestSeam * shape.height;
  for (double degrees = kInwards; degrees <= kOutwards; degrees += 5) {
    const double angle = degrees * std::numbers::pi / 180;
    const double dx = std::sin(angle) * (armpit.on_the_right ? 1 : -1), dy = -std::cos(angle);
    double length = 1;
    while (shape.at(static_cast<int>(std::floor(x + dx * length)), static_cast<int>(std::floor(y + dy * length)))) {
      length += 0.5;
    }
    if (length < 3 || length >= shortest) continue;
    shortest = length;
    best = Seam{x, y, x + dx * (length + 1), y + dy * (length + 1)};
  }
  return best;
}

/// The cells beyond the seam that hang together with the first ones outwards from the armpit.
std::vector<std::size_t> beyond(const Shape& shape, const Seam& seam, const Armpit& armpit) {
  // cut a little into the ground too, where the armpit is round
  const double length = std::hypot(seam.to_x - seam.from_x, seam.to_y - seam.from_y);
  const Seam cut{seam.from_x - (seam.to_x - seam.from_x) / length * kCut,
                 seam.from_y - (seam.to_y - seam.from_y) / length * kCut, seam.to_x, seam.to_y};
  std::vector<std::uint8_t> seen(shape.cloth.size());
  std::vector<std::size_t> found;
  const auto visit = [&](int at_x, int at_y) {
    if (!shape.at(at_x, at_y) || cut.distance(at_x + 0.5, at_y + 0.5) < 0.8) return;
    const std::size_t at = static_cast<std::size_t>(at_y) * shape.width + at_x;
    if (seen[at] != 0) return;
    seen[at] = 1;
    found.push_back(at);
  };
  for (int out = 0; out < kBeside && found.empty(); ++out) {
    visit(armpit.outside + (armpit.on_the_right ? out : -out), armpit.y - (armpit.depth == 0 ? 1 : 0));
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    const int at_x = static_cast<int>(found[i] % shape.width), at_y = static_cast<int>(found[i] / shape.width);
    visit(at_x - 1, at_y);
    visit(at_x + 1, at_y);
    visit(at_x, at_y - 1);
    visit(at_x, at_y + 1);
  }
  return found;
}

/// Where a sleeve of these cells points, radians from straight down and positive to the right: a long one from its
/// seam to its middle, a short one along its upper edge.
double direction_of(const Shape& shape, const Seam& seam, const std::vector<std::size_t>& cells, bool is_long) {
  double sum_x = 0, sum_y = 0;
  std::vector<std::pair<int, int>> upper;
  for (const std::size_t at : cells) {
    const int x = static_cast<int>(at % shape.width), y = static_cast<int>(at / shape.width);
    sum_x += x + 0.5;
    sum_y += y + 0.5;
    if (!shape.at(x, y - 1)) upper.emplace_back(x, y);
  }
  const auto count = static_cast<double>(cells.size());
  if (is_long || upper.size() < 6) {
    return std::atan2(sum_x / count - (seam.from_x + seam.to_x) / 2, sum_y / count - (seam.from_y + seam.to_y) / 2);
  }
  // from the half nearer the shoulder to the other
  std::ranges::sort(upper, {},
                    [&](const auto& cell) { return std::hypot(cell.first - seam.to_x, cell.second - seam.to_y); });
  double dx = 0, dy = 0;
  const std::size_t half = upper.size() / 2;
  for (std::size_t i = 0; i < half; ++i) {
    dx += upper[upper.size() - 1 - i].first - upper[i].first;
    dy += upper[upper.size() - 1 - i].second - upper[i].second;
  }
  return std::atan2(dx, dy);
}

/// Adds the sleeve beyond `armpit`, if that is what lies there.
void add_sleeve(const Shape& shape, const Armpit& armpit, Panels& panels) {
  if (panels.sleeves.size() == kMostSleeves) return;
  const std::optional<Seam> seam = seam_from(shape, armpit);
  if (!seam) return;
  const std::vector<std::size_t> cells = beyond(shape, *seam, armpit);
  const auto all = static_cast<double>(shape.count), own = static_cast<double>(cells.size());
  if (own < kLeastSleeve * all || own > kMostSleeve * all) return;
  if (std::ranges::any_of(cells, [&](std::size_t at) { return panels.sleeve_of[at] != 0; })) return;
  const double angle = direction_of(shape, *seam, cells, armpit.depth > kLongSleeve * shape.height);
  const double degrees = std::abs(angle) * 180 / std::numbers::pi;
  if (degrees < kUpright || degrees > kMostTurned || (angle > 0) != armpit.on_the_right) return;
  panels.sleeves.push_back({.armpit_x = seam->from_x * panels.pixels,
                            .armpit_y = seam->from_y * panels.pixels,
                            .shoulder_x = seam->to_x * panels.pixels,
                            .shoulder_y = seam->to_y * panels.pixels,
                            .on_the_right = armpit.on_the_right,
                            .angle = angle});
  const auto number = static_cast<std::uint8_t>(panels.sleeves.size());
  for (const std::size_t at : cells) panels.sleeve_of[at] = number;
  for (int y = 0; y < shape.height; ++y) {
    for (int x = 0; x < shape.width; ++x) {
      if (seam->distance(x + 0.5, y + 0.5) > kSeamReach) continue;
      panels.sleeve_of[static_cast<std::size_t>(y) * shape.width + x] = number | Panels::kAtSeam;
    }
  }
}

/// The armpit at the top of a gap; the sleeve is the narrower of what lies beside it.
Armpit armpit_of(const Gap& gap) {
  const bool on_the_right = Gap::cells(gap.right) < Gap::cells(gap.left);
  const Run sleeve = on_the_right ? gap.right.front() : gap.left.front();
  return {.x = gap.ground.front().middle() + 0.5,
          .y = gap.top,
          .on_the_right = on_the_right,
          .outside = on_the_right ? std::min(sleeve.first + 1, sleeve.last) : std::max(sleeve.last - 1, sleeve.first),
          .depth = gap.depth()};
}

/// The lowest place in the upper part of the garment where its outline steps out on this side, as below a short sleeve.
std::optional<Armpit> step_out(const Shape& shape, const std::vector<std::vector<Run>>& rows, bool on_the_right) {
  const int lag = std::max(2, static_cast<int>(kStepRows * shape.height));
  const double least = kStep * shape.width;
  const auto edge = [&](int y) {
    const std::vector<Run>& runs = rows[static_cast<std::size_t>(y)];
    return on_the_right ? runs.back().last : runs.front().first;
  };
  for (int y = static_cast<int>(kLowestArmpit * shape.height); y > lag; --y) {
    if (rows[static_cast<std::size_t>(y)].empty() || rows[static_cast<std::size_t>(y - lag)].empty()) continue;
    const int body = edge(y), sleeve = edge(y - lag);
    if ((on_the_right ? sleeve - body : body - sleeve) < least) continue;
    const int beside = on_the_right ? body + kBeside : body - kBeside;
    int top = y + 1;
    while (top > 1 && !shape.at(beside, top - 1)) --top;
    return Armpit{
        .x = on_the_right ? body + 1.0 : body, .y = top, .on_the_right = on_the_right, .outside = beside, .depth = 0};
  }
  return std::nullopt;
}

/// Cells that a leg moves to the right on each row downwards: as far as both of its edges do, since a leg that grows
/// narrower on one side still hangs straight. The uppermost third is the crotch's curve.
double slope_of(const std::vector<Run>& leg) {
  const std::size_t third = leg.size() / 3, half = third + (leg.size() - third) / 2;
  const auto slope = [&](int Run::*edge) {
    const auto mean = [&](std::size_t first, std::size_t last) {
      double sum = 0;
      for (std::size_t i = first; i < last; ++i) sum += leg[i].*edge;
      return sum / static_cast<double>(last - first);
    };
    return (mean(half, leg.size()) - mean(third, half)) / (static_cast<double>(leg.size() - third) / 2);
  };
  const double left = slope(&Run::first), right = slope(&Run::last);
  if (left * right <= 0) return 0;
  return std::copysign(std::min({std::abs(left), std::abs(right), kSteepest}), left);
}

Legs legs_of(const Shape& shape, const Gap& gap, double pixels) {
  Legs legs{.crotch_y = gap.top * pixels,
            .left = slope_of(gap.left),
            .right = slope_of(gap.right),
            .bend = kBend * shape.height * pixels,
            .between = {}};
  for (int y = 0; y < shape.height; ++y) {
    const int row = std::clamp(y - gap.top, 0, gap.depth() - 1);
    legs.between.push_back(static_cast<float>((gap.ground[static_cast<std::size_t>(row)].middle() + 0.5) * pixels));
  }
  return legs;
}

}  // namespace

int Panels::sleeve_at(double x, double y) const {
  if (sleeves.empty()) return 0;
  const int column = std::clamp(static_cast<int>(x / pixels), 0, width - 1),
            row = std::clamp(static_cast<int>(y / pixels), 0, height - 1);
  const std::uint8_t cell = sleeve_of[static_cast<std::size_t>(row) * width + column];
  const int number = cell & ~kAtSeam;
  if ((cell & kAtSeam) == 0) return number;
  const Sleeve& sleeve = sleeves[static_cast<std::size_t>(number - 1)];
  const Seam seam{sleeve.armpit_x, sleeve.armpit_y, sleeve.shoulder_x, sleeve.shoulder_y};
  return (seam.side(x, y) > 0) == sleeve.on_the_right ? number : 0;
}

void Panels::straighten(double& x, double& y) const {
  if (const int number = sleeve_at(x, y); number > 0) {
    const Sleeve& sleeve = sleeves[static_cast<std::size_t>(number - 1)];
    const double middle_x = (sleeve.armpit_x + sleeve.shoulder_x) / 2,
                 middle_y = (sleeve.armpit_y + sleeve.shoulder_y) / 2, dx = x - middle_x, dy = y - middle_y,
                 cosine = std::cos(sleeve.angle), sine = std::sin(sleeve.angle);
    x = middle_x + dx * cosine - dy * sine;
    y = middle_y + dx * sine + dy * cosine;
    return;
  }
  if (legs.between.empty() || y <= legs.crotch_y) return;
  const auto row = static_cast<std::size_t>(std::clamp(static_cast<int>(y / pixels), 0, height - 1));
  const double below = y - legs.crotch_y;
  // a parabola where the leg bends, then straight
  const double way = below < legs.bend ? below * below / (2 * legs.bend) : below - legs.bend / 2;
  x -= way * (x < legs.between[row] ? legs.left : legs.right);
}

Panels read_panels(const Plane& cover, double pixels) {
  const Shape shape = shape_of(cover);
  Panels panels{
      .width = shape.width, .height = shape.height, .pixels = pixels, .sleeves = {}, .sleeve_of = {}, .legs = {}};
  panels.sleeve_of.resize(shape.cloth.size());
  std::vector<std::vector<Run>> rows;
  for (int y = 0; y < shape.height; ++y) rows.push_back(shape.runs(y));
  std::optional<Gap> crotch;
  for (const Gap& gap : gaps_of(rows)) {
    const double left = Gap::cells(gap.left), right = Gap::cells(gap.right);
    const double ratio = std::min(left, right) / std::max(left, right);
    if (gap.depth() >= kCrotch * shape.height && gap.top + gap.depth() >= kToTheHem * shape.height && ratio >= kAlike &&
        left + right >= kTogether * gap.cloth) {
      if (!crotch || gap.depth() > crotch->depth()) crotch = gap;
    } else if (gap.depth() >= kGap * shape.height && ratio <= kNarrower && gap.top <= kLowestArmpit * shape.height) {
      add_sleeve(shape, armpit_of(gap), panels);
    }
  }
  const bool stands_off = !panels.sleeves.empty();
  for (const bool on_the_right : {false, true}) {
    if (const auto armpit = step_out(shape, rows, on_the_right)) add_sleeve(shape, *armpit, panels);
  }
  if (!stands_off && panels.sleeves.size() == 1) {  // an outline that steps out on one side alone may be anything
    panels.sleeves.clear();
    std::ranges::fill(panels.sleeve_of, std::uint8_t{0});
  }
  if (crotch) panels.legs = legs_of(shape, *crotch, pixels);
  return panels;
}

}  // namespace toile::render
