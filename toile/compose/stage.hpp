#pragma once
/// `Stage`: the repeat while it is being laid. Actors are tried by their real shapes and then laid.

#include "toile/compose/cast.hpp"
#include "toile/compose/torus_field.hpp"

namespace toile::compose {

/// How an actor lies.
struct Pose {
  double x_cm = 0, y_cm = 0;
  double scale = 1;  ///< of the actor's own size
  double angle = 0;
  bool mirrored = false;
};

/// The outline of an actor as points, in cells at its own size: turned and scaled faster than it is drawn.
class Silhouette {
 public:
  Silhouette(const Actor& actor, double cells_a_cm);
  Footprint posed(const Pose& pose) const;
  /// Width and height of what the actor covers, in cells.
  double width() const { return width_; }
  double height() const { return height_; }
  /// Of the cells' share of a square of the actor's size: how full it is.
  double fullness() const { return fullness_; }

 private:
  Footprint base_;
  double width_ = 1, height_ = 1, fullness_ = 0;
};

class Stage {
 public:
  Stage(double width_cm, double height_cm);

  double width_cm() const { return width_cm_; }
  double height_cm() const { return height_cm_; }
  double cells_a_cm() const { return cells_a_cm_; }
  TorusField& field() { return field_; }
  const TorusField& field() const { return field_; }

  /// The cell at a place, and the place of a cell.
  Cell cell_at(double x_cm, double y_cm) const;
  double cm(int cell) const { return cell / cells_a_cm_; }

  Silhouette silhouette(const Actor& actor) const { return {actor, cells_a_cm_}; }
  /// From the actor so posed to the nearest that lies, in cm; 0: they overlap. May stop looking below `enough_cm`.
  double clearance(const Silhouette& silhouette, const Pose& pose, double enough_cm = 0) const;
  /// Lays the actor; it is in nobody's way yet.
  void lay(const Actor& actor, const Pose& pose, int layer = 0);
  /// The room that it takes.
  void take(const Silhouette& silhouette, const Pose& pose);
  void take(const Footprint& footprint, const Pose& pose);

  /// What was laid, rounded to 1/1000 cm so that a document is short.
  std::vector<Placement> placements() const { return placements_; }

 private:
  double width_cm_, height_cm_, cells_a_cm_;
  TorusField field_;
  std::vector<Placement> placements_;
};

/// The placement of a part when its actor is posed.
Placement posed(const Placement& part, const Pose& pose);

/// The shortest way between two places on the torus, in cm.
double apart(const Stage& stage, double x1, double y1, double x2, double y2);

}  // namespace toile::compose
