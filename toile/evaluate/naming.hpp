#pragma once
/// A judge that names what it sees: a linear classifier on features of real swatches.

#include <vector>

#include "toile/evaluate/features.hpp"

namespace toile::evaluate {

class Naming {
 public:
  /// Learns to tell the classes apart, one set of rows each: multinomial logistic regression on standardised features,
  /// classes weighted alike, by gradient descent. Same rows, same classifier. Throws `Error{usage}` for fewer than two
  /// classes or an empty one.
  explicit Naming(const std::vector<Features>& classes);

  /// Which class the row looks most like.
  std::size_t name(std::span<const float> row) const;
  /// The share of the rows that are named `expected`, 0..1.
  double rate(const Features& rows, std::size_t expected) const;

 private:
  std::vector<double> scores(std::span<const float> row) const;

  std::size_t length_, classes_;
  std::vector<double> mean_, scale_;
  std::vector<double> weights_;  ///< classes x (length + 1), the last of a row is its bias
};

}  // namespace toile::evaluate
