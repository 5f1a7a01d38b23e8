#include "toile/compose/draw_drawing.hpp"

#include <algorithm>
#include <set>

namespace toile::compose::draw {
namespace {

struct Box {
  V low{1e9, 1e9}, high{-1e9, -1e9};
  void add(double x, double y) {
    low = {std::min(low.x, x), std::min(low.y, y)}, high = {std::max(high.x, x), std::max(high.y, y)};
  }
};

/// Of the curves themselves, whose handles reach further.
void add(Box& box, const std::vector<Point>& curve) {
  for (std::size_t i = 0; i + 3 < curve.size(); i += 3) {
    const Point &a = curve[i], &b = curve[i + 1], &c = curve[i + 2], &d = curve[i + 3];
    for (int k = 0; k < 4; ++k) {
      const double t = k / 4., u = 1 - t, w0 = u * u * u, w1 = 3 * u * u * t, w2 = 3 * u * t * t, w3 = t * t * t;
      box.add(w0 * a.x + w1 * b.x + w2 * c.x + w3 * d.x, w0 * a.y + w1 * b.y + w2 * c.y + w3 * d.y);
    }
  }
}

Outline reversed(Outline outline) {
  std::reverse(outline.begin(), outline.end());
  return outline;
}

Outline clockwise(Outline outline) {
  return area(outline) < 0 ? reversed(std::move(outline)) : outline;
}

}  // namespace

Outline Drawing::posed(const Outline& outline) const {
  Outline out = outline;
  if (!places_.empty()) {
    for (Knot& knot : out) knot.at = places_.back()(knot.at);
  }
  return clockwise(std::move(out));
}

void Drawing::enter(const Pose& pose) {
  const Affine outer = places_.empty() ? Affine{} : places_.back();
  places_.push_back({outer(pose.at), outer.turned(polar(pose.turn, pose.along)),
                     outer.turned(polar(pose.turn + kPi / 2, pose.across))});
}

void Drawing::ink(Role role, const std::vector<Outline>& outlines) {
  for (const Outline& outline : outlines) put(role, posed(outline));
}

void Drawing::put(Role role, Outline edge) {
  if (layers_.empty() || layers_.back().role != role || layers_.back().closed) layers_.push_back({role, {}, false});
  layers_.back().outlines.push_back(std::move(edge));
}

void Drawing::ring(Role role, const Outline& outer, const Outline& hole) {
  layers_.push_back({role, {posed(outer), reversed(posed(hole))}, true});
}

void Drawing::part(Role role, const Outline& outline, double wobble) {
  Outline edge = posed(outline);
  const double stray = hand_.wobble * wobble * std::sqrt(std::abs(area(edge)));
  if (stray > 0) {
    const Wobble noise(rng_, 2, 5);
    edge = grown(edge, [&](double t) { return stray * noise(t); });
  }
  if (hand_.gap > 0) put(Role::ground, grown(edge, hand_.gap + hand_.pen));
  if (hand_.pen > 0) {
    const Wobble pressure(rng_, 1, 3);
    put(Role::line, grown(edge, [&](double t) { return hand_.pen * (1 + .45 * pressure(t)); }));
  }
  put(role, std::move(edge));
}

void Drawing::apart(Role role, const Outline& outline) {
  constexpr double kApart = .055;
  if (hand_.gap == 0) ink(Role::ground, grown(outline, kApart + hand_.pen));
  part(role, outline, 0);
}

Motif Drawing::motif(const std::string& kind, V anchor) const {
  Motif out;
  out.kind = kind;
  std::set<Role> used;
  Box box;
  for (const Layer& layer : layers_) {
    used.insert(layer.role);
    Shape shape;
    for (const Outline& outline : layer.outlines) {
      shape.curves.push_back(spline(outline));
      add(box, shape.curves.back());
    }
    out.shapes.push_back(std::move(shape));
  }
  out.roles.assign(used.begin(), used.end());
  const V middle = mix(box.low, box.high, .5), size = box.high - box.low;
  out.size_cm = std::max(size.x, size.y);
  const auto scaled = [&](double x, double y) {
    return Point{static_cast<float>((x - middle.x) / out.size_cm), static_cast<float>((y - middle.y) / out.size_cm)};
  };
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    out.shapes[i].ink = static_cast<int>(std::distance(used.begin(), used.find(layers_[i].role)));
    for (auto& curve : out.shapes[i].curves) {
      for (Point& p : curve) p = scaled(p.x, p.y);
    }
  }
  out.width = static_cast<float>(size.x / out.size_cm), out.height = static_cast<float>(size.y / out.size_cm);
  out.anchor = scaled(anchor.x, anchor.y);
  return out;
}

Role dark_of(const Drawing& d) {
  return d.hand().gap > 0 && d.hand().pen == 0 ? Role::ground : d.hand().pen > 0 ? Role::line : Role::shade;
}

Role leaf_vein_of(const Drawing& d) {
  return d.hand().gap > 0 && d.hand().pen == 0 ? Role::ground : d.hand().pen > 0 ? Role::line : Role::leaf_shade;
}

bool told_apart(const Hand& hand) {
  return hand.pen + hand.gap + hand.shade > 0;
}

}  // namespace toile::compose::draw
