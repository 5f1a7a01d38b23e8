#pragma once
/// What a hand does to a petal, a leaf and the eye of a blossom.

#include "toile/compose/draw_drawing.hpp"

namespace toile::compose::draw {

struct Inks {
  Role body, dark, light;
};
constexpr Inks kPetal{Role::main, Role::shade, Role::light};
constexpr Inks kSecond{Role::accent, Role::accent_shade, Role::light};
constexpr Inks kLeaf{Role::leaf, Role::leaf_shade, Role::ground};

/// All petals of a blossom look alike.
enum class PetalLook { plain, flames, crescent, veined, carved, banded, dotted, washed, hatched };
PetalLook petal_look(const Hand& hand, Rng& rng);
/// A petal laid on what is there: its right side lies in the shade of the next one.
void petal(Drawing& d, Rng& rng, const Blade& blade, const Inks& inks, PetalLook look);

/// Fine lines from `from` towards the tip, longest in the middle of the blade; `reach` of its length.
void hatch(Drawing& d, Rng& rng, const Blade& blade, double from, double reach);

/// Short lines from one edge inwards: the side that lies in the dark; `deep` of the half width.
void side_hatch(Drawing& d, const Blade& blade, double side, double from, double to, double deep);

/// All leaves of a stem look alike.
enum class LeafLook { plain, ribbed, halved, veined, carved, banded, dotted, hatched };
LeafLook leaf_look(const Hand& hand, Rng& rng);
void leaf(Drawing& d, Rng& rng, const Blade& blade, LeafLook look);
/// The same within an outline of its own (toothed, lobed) that goes with `blade`.
void leaf(Drawing& d, Rng& rng, const Blade& blade, const Outline& outline, LeafLook look);

/// A blossom's eye: a disc with dots in a spiral, a ring, a star, stamens around it.
void eye(Drawing& d, Rng& rng, V middle, double radius);
/// Threads with anthers, `reach` cm long, all around.
void stamens(Drawing& d, Rng& rng, V middle, double inner, double reach, int count);
/// Dots in a sunflower's spiral within `radius`.
std::vector<Outline> seeds(V middle, double radius, int count, double size);
/// A stem, a twig: thicker at the foot.
void stem(Drawing& d, const std::vector<V>& line, double foot, double tip);

}  // namespace toile::compose::draw
