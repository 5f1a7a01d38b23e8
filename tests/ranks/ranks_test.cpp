// Several processes of the real program that train one net together.

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <torch/torch.h>
#include <unistd.h>

#include <chrono>
#include <future>
#include <thread>

#include "tests/cli/program.hpp"
#include "tests/folder.hpp"
#include "tests/train/sample_pack.hpp"
#include "toile/base/files.hpp"
#include "toile/base/safetensors.hpp"
#include "toile/image/file.hpp"
#include "toile/nets/eyes.hpp"
#include "toile/nets/weights.hpp"
#include "toile/train/trainers.hpp"

namespace toile {
namespace {

namespace fs = std::filesystem;
using test::Folder;
using test::Outcome;
using Words = std::vector<std::string>;

/// A port that nobody listens at.
int free_port() {
  const int handle = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  socklen_t length = sizeof address;
  EXPECT_EQ(bind(handle, reinterpret_cast<sockaddr*>(&address), length), 0);
  getsockname(handle, reinterpret_cast<sockaddr*>(&address), &length);
  close(handle);
  return ntohs(address.sin_port);
}

/// What a launcher would say, as shell text.
std::string as_rank(int rank, int size, int port) {
  return "export RANK=" + std::to_string(rank) + " WORLD_SIZE=" + std::to_string(size) +
         " MASTER_ADDR=127.0.0.1 MASTER_PORT=" + std::to_string(port) + ";";
}

/// Runs the same command as so many ranks; their outcomes.
std::vector<Outcome> together(const Words& words, int ranks) {
  const int port = free_port();
  std::vector<std::future<Outcome>> running;
  for (int rank = 0; rank < ranks; ++rank) {
    running.push_back(
        std::async(std::launch::async, [&, rank] { return test::toile(words, as_rank(rank, ranks, port)); }));
  }
  std::vector<Outcome> all;
  for (auto& one : running) all.push_back(one.get());
  return all;
}

Words joined(Words words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

/// The largest difference of any weight in two checkpoints, but for those whose names hold one of `without`; those
/// above 5e-6 are printed.
double difference(const fs::path& one, const fs::path& other, const Words& without = {}) {
  const auto a = nets::read_weights(one).tensors, b = nets::read_weights(other).tensors;
  EXPECT_EQ(a.size(), b.size());
  double most = 0;
  for (const auto& [name, tensor] : a) {
    const bool left_out = std::any_of(without.begin(), without.end(),
                                      [&](const std::string& part) { return name.find(part) != std::string::npos; });
    if (!tensor.is_floating_point() || tensor.numel() == 0 || left_out) continue;
    const double own = (tensor - b.at(name)).abs().max().item<double>();
    if (own > 5e-6) std::printf("%s differs by %.2g\n", name.c_str(), own);
    most = std::max(most, own);
  }
  return most;
}

/// Runs `words -o FOLDER` alone and by two ranks and compares the checkpoints: no weight differs by 1e-4, and none but
/// those that `without` names by a hundredth of that.
void expect_equal(const Folder& folder, const Words& words, const fs::path& checkpoint, const Words& without = {}) {
  const Outcome alone = test::toile(joined(words, {"-o", folder / "one"}));
  ASSERT_EQ(alone.exit_code, 0) << alone.err;
  const auto ranks = together(joined(words, {"-o", folder / "two"}), 2);
  ASSERT_EQ(ranks[0].exit_code, 0) << ranks[0].err;
  ASSERT_EQ(ranks[1].exit_code, 0) << ranks[1].err;
  EXPECT_NE(ranks[0].out, "");
  EXPECT_EQ(ranks[1].out, "");  // the first one speaks for all
  const fs::path one = folder.path() / "one" / checkpoint, two = folder.path() / "two" / checkpoint;
  const double most = difference(one, two), most_but = difference(one, two, without);
  std::printf("largest difference of a weight: %.2g, of others %.2g\n", most, most_but);
  EXPECT_LT(most, 1e-4);
  EXPECT_LT(most_but, 5e-6);
  EXPECT_GT(most, 0) << "bit for bit the run of one rank: did the two share their batches at all?";
}

Words dcgan_words(const Folder& folder, const std::string& epochs) {
  return {"train",
          folder / "a.pack",
          "-c",
          "dots",
          "--size",
          "16",
          "--latent",
          "8",
          "--generator-width",
          "8",
          "--discriminator-width",
          "8",
          "--batch",
          "4",
          "--epochs",
          epochs,
          "--checkpoint-minutes",
          "0",
          "--quiet",
          "--threads",
          "1",
          "--augment"};
}

TEST(Ranks, TrainADcganToTheWeightsOfOneRank) {
  const Folder folder;
  test::write_sample_pack(folder / "a.pack", 10, 24);
  expect_equal(folder, dcgan_words(folder, "7"), "dots/checkpoint.safetensors");  // 21 steps
}

TEST(Ranks, TrainTilesToTheWeightsOfOneRank) {
  const Folder folder;
  test::write_sample_inks(folder / "a.pack", 4, 64);
  // Some weights have no gradient but rounding (a key's bias under a softmax, the bias of a score while the hinge loss
  // pulls at swatches and tiles alike), which Adam makes steps of full length of: the learning rate is small.
  expect_equal(folder, {"train",           folder / "a.pack",
                        "--recipe",        "tile",
                        "--size",          "32",
                        "--width",         "4",
                        "--pixel-width",   "4",
                        "--feature-width", "0",
                        "--batch",         "12",
                        "--steps",         "20",
                        "--learning-rate", "1e-5",
                        "--threads",       "1"},
               "checkpoint.safetensors", {"asking", "score.bias"});
}

/// VGG-19 with random weights.
void write_random_eyes(const fs::path& file) {
  torch::manual_seed(1);
  std::vector<NamedArray> arrays;
  const auto add = [&](const std::string& name, const std::vector<std::int64_t>& shape, double deviation) {
    const at::Tensor values = torch::randn(shape).mul(deviation);
    const auto* data = values.data_ptr<float>();
    arrays.push_back({name, shape, {data, data + values.numel()}});
  };
  add("0.weight", {3, 3, 1, 1}, 0.5);
  add("0.bias", {3}, 0.1);
  const std::vector<std::array<std::int64_t, 3>> layers = {
      {2, 3, 64}, {5, 64, 64}, {9, 64, 128}, {12, 128, 128}, {16, 128, 256}};
  for (const auto& [number, in, out] : layers) {
    add(std::to_string(number) + ".weight", {out, in, 3, 3}, std::sqrt(2.0 / (9.0 * static_cast<double>(in))));
    add(std::to_string(number) + ".bias", {out}, 0.01);
  }
  nets::write_eyes(file, arrays);
}

TEST(Ranks, TrainMotifsToTheWeightsOfOneRank) {
  const Folder folder;
  test::write_sample_motifs(folder / "a.pack", 4);
  write_random_eyes(folder / "eyes.safetensors");
  expect_equal(folder, {"train",           folder / "a.pack",
                        "--recipe",        "motif",
                        "--eyes",          folder / "eyes.safetensors",
                        "--width",         "4",
                        "--code",          "8",
                        "--batch",         "6",
                        "--seen",          "2",
                        "--mixed",         "2",
                        "--steps",         "20",
                        "--learning-rate", "1e-5",
                        "--threads",       "1"},
               "checkpoint.safetensors",
               {"critic."});  // some of its gradients are nearly nothing, which Adam scales up
}

/// Eight photos to train on and two to look at, each with a shirt somewhere; the labels at their borders are unknown,
/// in another number a photo.
void write_photos(const fs::path& folder) {
  fs::create_directories(folder / "photos");
  fs::create_directories(folder / "labels");
  write_file(folder / "labels.tsv", "index\tname\n0\tnull\n38\tshirt\n");
  std::string split = "id\tsplit\n";
  for (int i = 0; i < 10; ++i) {
    const std::string id = std::to_string(1000 + i);
    split += id + (i < 8 ? "\ttrain\n" : "\tval\n");
    Image photo = Image::filled(40 + 4 * i, 60, {30, 40, 50});
    Mask labels = Mask::filled(photo.width, photo.height, 0);
    for (int y = 10 + i; y < 40 + i; ++y) {
      for (int x = 8; x < 30; ++x) {
        labels.at(x, y) = 38;
        for (int c = 0; c < 3; ++c) photo.rgb[static_cast<std::size_t>(3 * (y * photo.width + x) + c)] = 220;
      }
    }
    image::write(folder / "photos" / (id + ".jpg"), photo);
    image::write_mask(folder / "labels" / (id + ".png"), labels);
  }
  write_file(folder / "split.tsv", split);
}

TEST(Ranks, TrainTheGarmentNetToTheWeightsOfOneRank) {
  const Folder folder;
  write_photos(folder.path() / "photos");
  // Adam scales gradients up that are next to nothing, rounding and all: by as much less as the rate is lower
  expect_equal(folder,
               {"train-garment", folder / "photos", "--height", "64", "--width", "64", "--batch", "4", "--epochs", "10",
                "--encoder-width", "0.125", "--decoder-width", "0.125", "--learning-rate", "1e-5", "--threads", "1"},
               "checkpoint.safetensors", {"norm.running"});
}

std::int64_t steps_done(const fs::path& checkpoint) {
  return fs::exists(checkpoint) ? read_weights_header(checkpoint).card.at("step").integer() : 0;
}

TEST(Ranks, EndWhenOneIsKilledAndGoOnInAnotherNumber) {
  const Folder folder;
  test::write_sample_pack(folder / "a.pack", 10, 24);
  const fs::path checkpoint = folder / "run/dots/checkpoint.safetensors";
  const Words forever = joined(dcgan_words(folder, "100000"), {"-o", folder / "run"});
  for (const int victim : {1, 0}) {  // once one that only works, once the one that writes
    const int port = free_port();
    const Words words = victim == 1 ? forever : joined(forever, {"--resume"});
    const std::int64_t before_it = steps_done(checkpoint);
    const std::string sign = folder / ("pid" + std::to_string(victim));
    const auto rank = [&](int number) {
      const std::string setup = number == victim ? "echo $$ >" + sign + ";" : "";
      return std::async(std::launch::async, [=] { return test::toile(words, setup + as_rank(number, 2, port)); });
    };
    auto survivor = rank(1 - victim), killed = rank(victim);
    for (int i = 0; i < 2400 && steps_done(checkpoint) <= before_it; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    ASSERT_GT(steps_done(checkpoint), before_it);
    const auto before = std::chrono::steady_clock::now();
    ASSERT_EQ(kill(std::stoi(read_file(sign)), SIGKILL), 0);
    EXPECT_EQ(killed.get().exit_code, 128 + SIGKILL);
    const Outcome outcome = survivor.get();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
    std::printf("the survivor ended after %.1f s: %s", took.count(), outcome.err.c_str());
    EXPECT_LT(took.count(), 60);
    EXPECT_EQ(outcome.exit_code, 75);
    EXPECT_NE(outcome.err.find("rank " + std::to_string(1 - victim) + " of 2 has lost another one"), std::string::npos)
        << outcome.err;
    EXPECT_NE(outcome.err.find("--resume"), std::string::npos) << outcome.err;
    EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
  }
  const std::int64_t done = steps_done(checkpoint);
  const std::string epochs = std::to_string(done / 3 + 2);
  const Words last = joined(dcgan_words(folder, epochs), {"-o", folder / "run", "--resume", "--json"});
  const Outcome alone = test::toile(last);
  EXPECT_EQ(alone.exit_code, 0) << alone.err;
  const auto four =
      together(joined(dcgan_words(folder, std::to_string(done / 3 + 4)), {"-o", folder / "run", "--resume"}), 4);
  for (const Outcome& one : four) EXPECT_EQ(one.exit_code, 0) << one.err;
}

TEST(Ranks, SayWhatIsWrongInOneSentence) {
  const Folder folder;
  test::write_sample_pack(folder / "a.pack", 10, 24);
  const Words bare = joined(dcgan_words(folder, "2"), {"--patience", "1"});
  const Words words = joined(bare, {"-o", folder / "run"});
  const auto says = [](const Outcome& outcome, int code, const std::string& part) {
    EXPECT_EQ(outcome.exit_code, code) << outcome.err;
    EXPECT_NE(outcome.err.find(part), std::string::npos) << outcome.err;
    EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
  };
  const int port = free_port();
  says(test::toile(words, "export RANK=2 WORLD_SIZE=2;"), 2, "RANK is 2; it must be from 0 to 1");
  says(test::toile(words, "export RANK=one WORLD_SIZE=2;"), 2, "RANK is one");
  says(test::toile(words, "export RANK=1;"), 2, "WORLD_SIZE is missing");
  says(test::toile(words, "export WORLD_SIZE=2;"), 2, "RANK isn't set");
  says(test::toile(words, "export RANK=1 WORLD_SIZE=2;"), 2, "MASTER_ADDR isn't set");
  says(test::toile(words, as_rank(1, 2, port)), 75, "can't reach rank 0 at 127.0.0.1");
  says(test::toile(words, as_rank(0, 2, port)), 75, "for number 1, in vain");
  for (const Outcome& outcome : together(joined(bare, {"-o", folder / "odd"}), 3)) {
    if (outcome.exit_code != 75)
      says(outcome, 2, "batch is 4, all ranks together; with 3 ranks it must be a multiple of 3");
  }
  EXPECT_FALSE(fs::exists(folder / "odd"));

  // two that both say that they are number 1
  auto first = std::async(std::launch::async, [&] { return test::toile(words, as_rank(0, 3, port)); });
  auto one = std::async(std::launch::async, [&] { return test::toile(words, as_rank(1, 3, port)); });
  const Outcome same = test::toile(words, as_rank(1, 3, port)), other = one.get();
  says(same.exit_code == 2 ? same : other, 2, "two ranks at 127.0.0.1");
  first.get();

  // a port that somebody else has; not the one above, whose connections linger
  const int others = free_port();
  const int taken = socket(AF_INET6, SOCK_STREAM, 0);
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  address.sin6_port = htons(static_cast<std::uint16_t>(others));
  ASSERT_EQ(bind(taken, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  ASSERT_EQ(listen(taken, 1), 0);
  const Outcome refused = test::toile(words, as_rank(0, 2, others));  // LibTorch has lines of its own to say before
  EXPECT_EQ(refused.exit_code, 75);
  EXPECT_NE(refused.err.find("rank 0 of 2 can't listen at port " + std::to_string(others)), std::string::npos);
  close(taken);

  // ranks that were told different things
  auto seven = std::async(std::launch::async, [&] {
    return test::toile(joined(bare, {"--seed", "7", "-o", folder / "b"}), as_rank(0, 2, port));
  });
  says(test::toile(joined(bare, {"--seed", "8", "-o", folder / "b"}), as_rank(1, 2, port)), 2,
       "rank 1 is to train something else than rank 0");
  seven.get();
}

train::RankPlace place_of(const std::map<std::string, std::string>& variables) {
  return train::rank_place([&](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    if (found == variables.end()) return std::nullopt;
    return found->second;
  });
}

TEST(RankPlace, IsReadFromWhatLaunchersSay) {
  EXPECT_EQ(place_of({}).size, 1);
  const auto torchrun = place_of({{"RANK", "3"},
                                  {"WORLD_SIZE", "4"},
                                  {"MASTER_ADDR", "host"},
                                  {"MASTER_PORT", "1234"},
                                  {"TORCHELASTIC_USE_AGENT_STORE", "True"},
                                  {"TORCHELASTIC_RESTART_COUNT", "2"}});
  EXPECT_EQ(torchrun.rank, 3);
  EXPECT_EQ(torchrun.size, 4);
  EXPECT_EQ(torchrun.address, "host");
  EXPECT_EQ(torchrun.port, 1234);
  EXPECT_TRUE(torchrun.agent);
  EXPECT_EQ(torchrun.meeting, "2");
  const auto slurm = place_of({{"SLURM_PROCID", "1"},
                               {"SLURM_NTASKS", "2"},
                               {"SLURM_STEP_ID", "0"},
                               {"SLURM_JOB_ID", "20017"},
                               {"SLURM_JOB_NODELIST", "n[1-8]"},
                               {"SLURM_STEP_NODELIST", "n[3,5]"}});
  EXPECT_EQ(slurm.rank, 1);
  EXPECT_EQ(slurm.size, 2);
  EXPECT_EQ(slurm.address, "n3");
  EXPECT_EQ(slurm.port, 20017);
  EXPECT_EQ(place_of({{"SLURM_PROCID", "0"}, {"SLURM_NTASKS", "2"}, {"SLURM_JOB_ID", "5"}}).size, 1) << "a job script";
  const auto mpi =
      place_of({{"OMPI_COMM_WORLD_RANK", "1"}, {"OMPI_COMM_WORLD_SIZE", "2"}, {"OMPI_COMM_WORLD_LOCAL_SIZE", "2"}});
  EXPECT_EQ(mpi.rank, 1);
  EXPECT_EQ(mpi.address, "127.0.0.1");
  const auto kubernetes =
      place_of({{"JOB_COMPLETION_INDEX", "2"}, {"WORLD_SIZE", "4"}, {"MASTER_ADDR", "train-0.train"}});
  EXPECT_EQ(kubernetes.rank, 2);
  EXPECT_EQ(kubernetes.size, 4);
  EXPECT_EQ(kubernetes.port, 29500);
  EXPECT_EQ(place_of({{"JOB_COMPLETION_INDEX", "0"}}).size, 1);
  EXPECT_THROW(place_of({{"JOB_COMPLETION_INDEX", "1"}}), Error);
  EXPECT_THROW(place_of({{"OMPI_COMM_WORLD_RANK", "1"}, {"OMPI_COMM_WORLD_SIZE", "2"}}), Error) << "no address";
}

TEST(RankPlace, KnowsTheFirstHostOfSlurmsLists) {
  EXPECT_EQ(train::first_host("n1"), "n1");
  EXPECT_EQ(train::first_host("n1,n2"), "n1");
  EXPECT_EQ(train::first_host("n[1-3,7],m2"), "n1");
  EXPECT_EQ(train::first_host("gpu[007-012]"), "gpu007");
  EXPECT_EQ(train::first_host("a,b[1-2]"), "a");
  EXPECT_EQ(train::first_host("rack[2,4]-ib"), "rack2-ib");
  EXPECT_EQ(train::first_host(""), "");
}

}  // namespace
}  // namespace toile
