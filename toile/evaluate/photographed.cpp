#include "toile/evaluate/photographed.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "toile/base/parallel.hpp"
#include "toile/compose/random.hpp"
#include "toile/image/colour.hpp"
#include "toile/pattern/tile_sampler.hpp"

namespace toile::evaluate {
namespace {

using scan::Homography;
using scan::Vector;

constexpr double kFocal = 0.8;
constexpr int kFolds = 5;
constexpr double kMostShift = 0.004;  ///< of the longer side, by which a fold moves the cloth

/// A fold or a crease: a line across the photo.
struct Line {
  Vector normal;
  double offset, width, strength, phase;
};

std::vector<Line> lines(compose::Random& random, int count, const Camera& camera, double width) {
  std::vector<Line> out;
  for (int i = 0; i < count; ++i) {
    const double angle = random.between(0, std::numbers::pi);
    const Vector normal{std::cos(angle), std::sin(angle)};
    const Vector through{random.between(0.1, 0.9) * camera.width, random.between(0.1, 0.9) * camera.height};
    out.push_back({normal, scan::dot(normal, through), width * random.between(0.6, 1.6), random.between(0.4, 1),
                   random.between(0, 2 * std::numbers::pi)});
  }
  return out;
}

Homography view_of(const Image& tile, const Camera& camera, compose::Random& random) {
  const double degrees = std::numbers::pi / 180;
  const double turn = camera.turn * degrees, tilt = camera.tilt * degrees,
               axis = random.between(0, 2 * std::numbers::pi);
  const double focal = std::max(camera.width, camera.height) / kFocal;
  // Rodrigues: a turn by `tilt` about a level axis, after one by `turn` in the cloth's plane
  const double x = std::cos(axis), y = std::sin(axis), c = std::cos(tilt), s = std::sin(tilt);
  const std::array<std::array<double, 2>, 3> lean = {
      {{c + x * x * (1 - c), x * y * (1 - c)}, {x * y * (1 - c), c + y * y * (1 - c)}, {-y * s, x * s}}};
  const double ct = std::cos(turn), st = std::sin(turn);
  const double side = std::min(camera.width, camera.height) / camera.repeats;  // of the tile's shorter side, pixels
  const double unit = side / std::min(tile.width, tile.height);
  const Vector begin{random.between(0, 1), random.between(0, 1)};
  // tile 0..1 -> pixels of flat cloth around the middle
  const Homography cloth{{unit * tile.width * ct, -unit * tile.height * st,
                          unit * (-begin.x * tile.width * ct + begin.y * tile.height * st), unit * tile.width * st,
                          unit * tile.height * ct, unit * (-begin.x * tile.width * st - begin.y * tile.height * ct), 0,
                          0, 1}};
  const double cx = 0.5 * camera.width, cy = 0.5 * camera.height;
  const Homography seen{{focal * lean[0][0] + cx * lean[2][0], focal * lean[0][1] + cx * lean[2][1], cx * focal,
                         focal * lean[1][0] + cy * lean[2][0], focal * lean[1][1] + cy * lean[2][1], cy * focal,
                         lean[2][0], lean[2][1], focal}};
  return seen.after(cloth);
}

struct Scene {
  std::vector<Line> folds, creases;
  std::vector<Vector> buttons;
  Vector light;
  double button = 0;
};

/// What a place is shifted by, and how bright it is.
struct Look {
  Vector shift;
  double light = 1;
};

Look look_at(const Scene& scene, const Camera& camera, Vector at) {
  const double size = std::max(camera.width, camera.height);
  Look look;
  const double along = scan::dot(scene.light, {at.x / size - 0.5, at.y / size - 0.5});
  double stops = -camera.light * (along + 0.5);
  for (const Line& fold : scene.folds) {
    const double far = (scan::dot(fold.normal, at) - fold.offset) / fold.width;
    const double bump = std::exp(-far * far);
    stops += camera.folds * fold.strength * 0.8 * bump * std::sin(2 * far + fold.phase);
    look.shift =
        look.shift + camera.folds * kMostShift * size * fold.strength * bump * std::cos(far + fold.phase) * fold.normal;
  }
  for (const Line& crease : scene.creases) {
    const double far = (scan::dot(crease.normal, at) - crease.offset) / crease.width;
    stops += 0.9 * crease.strength * far * std::exp(0.5 - far * far);
  }
  look.light = std::exp2(stops);
  return look;
}

}  // namespace

Photographed photographed(const Image& tile, const Camera& camera) {
  compose::Random random(camera.seed);
  const Homography view = view_of(tile, camera, random), back = view.inverse();
  const double size = std::max(camera.width, camera.height);
  Scene scene;
  const double angle = random.between(0, 2 * std::numbers::pi);
  scene.light = {std::cos(angle), std::sin(angle)};
  scene.folds = lines(random, camera.folds > 0 ? kFolds : 0, camera, 0.12 * size);
  scene.creases = lines(random, camera.creases, camera, 0.004 * size);
  scene.button = 0.018 * size;
  for (int i = 0; i < camera.buttons; ++i) {
    scene.buttons.push_back({random.between(0.1, 0.9) * camera.width, random.between(0.1, 0.9) * camera.height});
  }
  const pattern::TileSampler cloth(tile);
  Image photo = Image::filled(camera.width, camera.height, {});
  for_rows(camera.height, [&](int first, int last) {
    for (int y = first; y < last; ++y) {
      compose::Random noise(derive_seed(camera.seed, 1000 + static_cast<std::uint64_t>(y)));
      for (int x = 0; x < camera.width; ++x) {
        const Vector at{x + 0.5, y + 0.5};
        const Look look = look_at(scene, camera, at);
        const Vector uv = back(at - look.shift);
        const scan::Lattice step = back.steps_at(at - look.shift);
        const pattern::Footprint footprint{static_cast<float>(step.a.x), static_cast<float>(step.a.y),
                                           static_cast<float>(step.b.x), static_cast<float>(step.b.y)};
        pattern::Colour colour = cloth.sample(static_cast<float>(uv.x - std::floor(uv.x)),
                                              static_cast<float>(uv.y - std::floor(uv.y)), cloth.probe(footprint));
        for (const Vector& button : scene.buttons) {
          const double far = scan::length(at - button) / scene.button;
          if (far < 1) colour = {0.7F, 0.68F, 0.62F};
        }
        for (std::size_t c = 0; c < 3; ++c) {
          const double grain =
              camera.noise * (noise.unit() + noise.unit() + noise.unit() + noise.unit() - 2) * std::sqrt(3.0);
          const double level = image::srgb_of_linear(static_cast<float>(look.light) * colour[c]) + grain;
          photo.at(x, y)[c] = static_cast<std::uint8_t>(std::clamp(std::lround(level), 0L, 255L));
        }
      }
    }
  });
  return {std::move(photo), view};
}

}  // namespace toile::evaluate
