#pragma once
/// Figures on sets of pictures, each picture being a row of features.

#include <cstddef>
#include <span>
#include <vector>

namespace toile::evaluate {

/// n rows of `length` features each.
struct Features {
  std::size_t length = 0;
  std::vector<float> values;

  std::size_t rows() const { return length == 0 ? 0 : values.size() / length; }
  std::span<const float> row(std::size_t i) const { return {values.data() + i * length, length}; }
};

/// Kernel inception distance (Binkowski et al., "Demystifying MMD GANs", ICLR 2018): the unbiased squared maximum mean
/// discrepancy with the kernel (x.y / length + 1)^3, times 1000. 0 in the mean for two samples of one distribution; may
/// be negative. Throws `Error{usage}` for sets of fewer than two rows.
double kid(const Features& a, const Features& b);

/// The mean Euclidean distance between two rows: how much the pictures of a set differ.
double diversity(const Features& features);

/// For each row of `from` the distance to the nearest row of `to`.
std::vector<double> nearest_distances(const Features& from, const Features& to);

/// The value below which the share `rank` (0..1) of `values` lies.
double quantile(std::vector<double> values, double rank);

/// Mean and deviation of each feature. As features come, a few of large variance decide the KID; at mean 0 and
/// deviation 1 all have a say.
struct Scale {
  std::vector<float> mean, deviation;
};

/// That of all rows of `sets`, one at least.
Scale scale_of(const std::vector<Features>& sets);

/// At mean 0 and deviation 1 for what `scale` was taken of.
Features scaled(Features features, const Scale& scale);

/// How far out rows lie: the median of their distances from 0, each the quadratic mean over its features. About 1 for
/// the rows that `scaled` was told the scale of.
double far(const Features& scaled);

}  // namespace toile::evaluate
