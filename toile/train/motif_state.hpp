#pragma once
/// Everything a motif run carries from step to step, and the step itself.

#include <torch/optim/adam.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "toile/nets/motif_critic.hpp"
#include "toile/nets/motif_net.hpp"
#include "toile/nets/vgg.hpp"
#include "toile/train/gradients.hpp"
#include "toile/train/motif_batches.hpp"
#include "toile/train/train_motif.hpp"

namespace toile::train {

struct MotifState {
  MotifState(const MotifOptions& options, int kinds, const MotifBatches& batches, const std::vector<NamedArray>& eyes,
             const Ranks& ranks = alone());

  nets::MotifConfig config;
  nets::MotifEncoder encoder, averaged_encoder;
  nets::MotifDecoder decoder, averaged_decoder;
  nets::Vgg19 eyes{nullptr};  ///< frozen; none when options.seen is 0
  nets::MotifCritic critic{nullptr};
  std::unique_ptr<torch::optim::Adam> optimizer, critic_optimizer;
  std::unique_ptr<Gradients> gradients, critic_gradients;
  at::Tensor neighbours;         ///< (motifs, k) int64: the nearest of its kind to each, anew every few hundred steps
  std::int64_t step = 0;         ///< steps done
  std::int64_t seen_before = 0;  ///< motifs seen by the run that this one started from
  std::vector<MotifFigures> history;  ///< means over kMotifFigureSteps steps each
  std::vector<MotifFigures> recent;   ///< steps since
};

/// Calls `visit(prefix in a checkpoint, net)` for every net that learns.
template <class State, class Visit>
void for_each_net(State& state, const Visit& visit) {
  visit("encoder.", *state.encoder);
  visit("decoder.", *state.decoder);
  visit("averaged_encoder.", *state.averaged_encoder);
  visit("averaged_decoder.", *state.averaged_decoder);
  visit("critic.", *state.critic);
}

constexpr std::int64_t kMotifFigureSteps = 50;

/// One update of the nets and one of the critic. The random parts depend on nothing but the options' seed and the
/// number of the step. `palettes` (motifs, 7, 3) bytes: those that motifs are dressed in for the eyes. The figures are
/// those of this rank's part of the batch.
MotifFigures motif_step(MotifState& state, const InkedMotifs& motifs, const at::Tensor& palettes,
                        const MotifOptions& options, const Ranks& ranks = alone());

/// Looks for each motif's neighbours anew when it is time to: a function of the step and the nets.
void refresh_neighbours(MotifState& state, const MotifBatches& batches);

MotifFigures mean_of(const std::vector<MotifFigures>& steps);

/// Gives the averaged decoder the codes, kinds and palettes of the pack's motifs, by the averaged encoder.
void encode_motifs(MotifState& state, const MotifBatches& batches);

void save_checkpoint(const std::filesystem::path& file, const MotifState& state, const MotifOptions& options,
                     const std::vector<std::string>& kinds);
/// The inverse; checks that the checkpoint belongs to `kinds` and `options`.
void load_checkpoint(const std::filesystem::path& file, MotifState& state, const MotifOptions& options,
                     const std::vector<std::string>& kinds);

/// Writes the averaged nets for `toile make-motifs`, or for another run's start.
void save_motif_nets(const std::filesystem::path& file, const MotifState& state, const MotifOptions& options,
                     const std::vector<std::string>& kinds);
/// Takes the nets over from such a file, whose kinds and widths must be the same; its motifs may be others.
void start_from_nets(const std::filesystem::path& file, MotifState& state, const std::vector<std::string>& kinds);

}  // namespace toile::train
