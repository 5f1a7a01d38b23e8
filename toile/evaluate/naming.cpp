#include "toile/evaluate/naming.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "toile/base/error.hpp"
#include "toile/base/parallel.hpp"

namespace toile::evaluate {
namespace {

constexpr int kRounds = 300;
constexpr double kRate = 0.5, kMomentum = 0.9;
constexpr double kDecay = 1e-3;  ///< of the weights, so that few swatches aren't learnt by heart
constexpr double kTiny = 1e-6;

/// e to the scores, as shares of their sum.
void soften(std::vector<double>& scores) {
  const double most = *std::max_element(scores.begin(), scores.end());
  double sum = 0;
  for (double& score : scores) sum += score = std::exp(score - most);
  for (double& score : scores) score /= sum;
}

}  // namespace

Naming::Naming(const std::vector<Features>& classes)
    : length_(classes.empty() ? 0 : classes.front().length), classes_(classes.size()) {
  struct Row {
    std::span<const float> values;
    std::size_t own;
    double weight;
  };
  std::vector<Row> rows;
  for (std::size_t k = 0; k < classes_; ++k) {
    if (classes[k].rows() == 0) throw Error(ErrorKind::usage, "a class without pictures can't be learnt");
    for (std::size_t i = 0; i < classes[k].rows(); ++i) {
      rows.push_back({classes[k].row(i), k, 1.0 / static_cast<double>(classes[k].rows() * classes_)});
    }
  }
  if (classes_ < 2) throw Error(ErrorKind::usage, "naming needs pictures of two categories or more");
  mean_.assign(length_, 0);
  scale_.assign(length_, 0);
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < length_; ++i) mean_[i] += row.weight * row.values[i];
  }
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < length_; ++i) scale_[i] += row.weight * std::pow(row.values[i] - mean_[i], 2);
  }
  // Length one in the mean, so that one step length will do for any number of features.
  for (double& scale : scale_) scale = 1 / (std::sqrt(scale) + kTiny) / std::sqrt(static_cast<double>(length_));

  const std::size_t width = length_ + 1;
  weights_.assign(classes_ * width, 0);
  std::vector<double> speed(weights_.size(), 0);
  std::vector<std::vector<double>> wrong(rows.size());
  for (int round = 0; round < kRounds; ++round) {
    for_rows(static_cast<int>(rows.size()), [&](int first, int last) {
      for (auto r = static_cast<std::size_t>(first); r < static_cast<std::size_t>(last); ++r) {
        wrong[r] = scores(rows[r].values);
        soften(wrong[r]);
        wrong[r][rows[r].own] -= 1;
        for (double& share : wrong[r]) share *= rows[r].weight;
      }
    });
    for_rows(static_cast<int>(classes_), [&](int first, int last) {
      for (auto k = static_cast<std::size_t>(first); k < static_cast<std::size_t>(last); ++k) {
        double* own = weights_.data() + k * width;
        std::vector<double> slope(own, own + width);
        for (double& value : slope) value *= kDecay;
        for (std::size_t r = 0; r < rows.size(); ++r) {
          for (std::size_t i = 0; i < length_; ++i) {
            slope[i] += wrong[r][k] * (rows[r].values[i] - mean_[i]) * scale_[i];
          }
          slope[length_] += wrong[r][k];
        }
        for (std::size_t i = 0; i < width; ++i) {
          double& v = speed[k * width + i];
          v = kMomentum * v - kRate * static_cast<double>(classes_) * slope[i];
          own[i] += v;
        }
      }
    });
  }
}

std::vector<double> Naming::scores(std::span<const float> row) const {
  std::vector<double> all(classes_);
  for (std::size_t k = 0; k < classes_; ++k) {
    const double* own = weights_.data() + k * (length_ + 1);
    double sum = own[length_];
    for (std::size_t i = 0; i < length_; ++i) sum += own[i] * (row[i] - mean_[i]) * scale_[i];
    all[k] = sum;
  }
  return all;
}

std::size_t Naming::name(std::span<const float> row) const {
  const std::vector<double> all = scores(row);
  return static_cast<std::size_t>(std::max_element(all.begin(), all.end()) - all.begin());
}

double Naming::rate(const Features& rows, std::size_t expected) const {
  std::size_t right = 0;
  for (std::size_t i = 0; i < rows.rows(); ++i) right += name(rows.row(i)) == expected;
  return rows.rows() == 0 ? 0 : static_cast<double>(right) / static_cast<double>(rows.rows());
}

}  // namespace toile::evaluate
