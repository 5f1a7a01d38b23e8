#pragma once
/// The processes that train one net together, each on its part of every batch ("ranks"). Alone, as most runs are, all
/// of this costs nothing and changes no bit.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "toile/train/rank_place.hpp"

namespace at {
class Tensor;
}
namespace torch::nn {
class Module;
}

namespace toile::train {

/// One rank. What is virtual is a word between ranks: all have to come to it, in the same order. Throws `TryAgain` when
/// another rank has died or isn't heard of. This class itself is a rank that is alone.
class Ranks {
 public:
  /// A sum that is under way.
  struct Sum {
    virtual ~Sum() = default;
    virtual void wait() = 0;
  };

  Ranks() = default;
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;
  virtual ~Ranks() = default;

  virtual int rank() const { return 0; }
  virtual int size() const { return 1; }
  bool first() const { return rank() == 0; }
  bool alone() const { return size() == 1; }

  /// Waits for all, however long what they do may take. Throws `Error{usage}` unless all say the same `words`, which
  /// tell what is trained.
  virtual void meet(const std::string& words) const;
  /// Gives the first rank's values to all.
  virtual void copy_from_first(at::Tensor& tensor) const;
  /// Adds a flat tensor on the CPU up in place. Sums for gradients have a line of their own, so that what is small
  /// doesn't wait behind them.
  virtual std::unique_ptr<Sum> begin_gradient_sum(at::Tensor& tensor) const;
  virtual void add_up(at::Tensor& tensor) const;
  /// The largest of what the ranks say.
  virtual int most(int value) const;

  /// The sum of `x` over the ranks; the gradient is that of the mean of all ranks' losses.
  at::Tensor sum(const at::Tensor& x) const;
  /// The same for the mean: that over the batch, of parts that are equally large.
  at::Tensor mean(const at::Tensor& x) const;

  /// Which members of a batch are this rank's: (count) int64. They are dealt out in turn, `group` at a time.
  at::Tensor part_of(std::int64_t batch, std::int64_t group = 1) const;
  /// Throws `Error{usage}` unless `count` can be dealt out evenly; `name` is the option's.
  void check_parts(const std::string& name, std::int64_t count, std::int64_t group = 1) const;

  /// Gives all nets the first rank's weights, and lets their batch norms see the whole batch.
  void join(const std::vector<torch::nn::Module*>& nets) const;
};

/// The rank of a run that is alone.
const Ranks& alone();

/// Meets the others at `place`. Throws `TryAgain` for ranks that don't come, `Error{usage}` for two of one number.
std::unique_ptr<Ranks> gather_ranks(const RankPlace& place);

}  // namespace toile::train
