#pragma once
/// Several motifs that belong together, made one actor.

#include "toile/compose/stage.hpp"

namespace toile::compose {

/// A bunch of flowers: a hero, smaller ones around it half hidden, leaves fanned out behind them.
Actor bunch_of(const Actor& hero, const std::vector<Actor>& seconds, const std::vector<Actor>& leaves, Random& random);

/// An ornament whose right half mirrors its left: the hero upright, leaves in pairs around it, a small one above.
Actor ornament_of(const Actor& hero, const std::vector<Actor>& leaves, const std::vector<Actor>& fillers,
                  Random& random);

}  // namespace toile::compose
