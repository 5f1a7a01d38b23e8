// Ranks that talk over a network by LibTorch's own c10d with Gloo (CMake's TOILE_GLOO).

#include <torch/torch.h>

#include "toile/base/error.hpp"
#include "toile/base/try_again.hpp"
#include "toile/train/meeting_point.hpp"
#include "toile/train/ranks.hpp"

#ifdef TOILE_GLOO
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#endif

namespace toile::train {

#ifndef TOILE_GLOO

std::unique_ptr<Ranks> gather_ranks(const RankPlace& place) {
  if (place.size == 1) return std::make_unique<Ranks>();
  throw Error(ErrorKind::usage, "there are " + std::to_string(place.size) +
                                    " ranks, but this Toile was built without Gloo, by which they talk; build it "
                                    "where Gloo's headers are installed (Debian: libgloo-dev)");
}

#else

namespace {

using Store = c10::intrusive_ptr<c10d::Store>;
using Group = c10d::ProcessGroupGloo;
using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::milliseconds;

constexpr double kGathering = 6;  ///< as many times its patience a rank waits for others to start, or to load and save

Milliseconds seconds(double s) {
  return Milliseconds(static_cast<std::int64_t>(1000 * s));
}

std::string name_of(const RankPlace& place) {
  return "rank " + std::to_string(place.rank) + " of " + std::to_string(place.size);
}

std::string where(const RankPlace& place) {
  return place.address + ":" + std::to_string(place.port);
}

/// The part of a message of LibTorch that is for people.
std::string first_line(const std::exception& problem) {
  const std::string message = problem.what();
  const std::string text = message.substr(0, message.find('\n'));
  const auto bracket = text.find("] ");  // "[gloo/transport/tcp/pair.cc:598] Connection closed by peer [...]"
  return text.starts_with("[") && bracket != std::string::npos ? text.substr(bracket + 2) : text;
}

void set(c10d::Store& store, const std::string& key, const std::string& value) {
  store.set(key, std::vector<std::uint8_t>(value.begin(), value.end()));
}

std::string get(c10d::Store& store, const std::string& key) {
  const std::vector<std::uint8_t> value = store.get(key);
  return {value.begin(), value.end()};
}

/// The store at the meeting point. Rank 0 holds it, unless torchrun's agent does.
Store open_store(const RankPlace& place) {
  c10d::TCPStoreOptions options;
  options.port = static_cast<std::uint16_t>(place.port);
  options.isServer = place.rank == 0 && !place.agent;
  options.waitWorkers = false;
  options.timeout = seconds(kGathering * place.patience);
  try {
    if (!options.isServer && !wait_for_listener(place.address, place.port, kGathering * place.patience)) {
      throw TryAgain(name_of(place) + " can't reach rank 0 at " + where(place) +
                     "; is it running, and are name and port right?");
    }
    const Store store = c10::make_intrusive<c10d::TCPStore>(options.isServer ? "localhost" : place.address, options);
    return c10::make_intrusive<c10d::PrefixStore>("toile" + place.meeting, store);
  } catch (const Error&) {
    throw;
  } catch (const std::exception& problem) {  // c10::Error, or c10d's own for sockets
    throw TryAgain(name_of(place) + (options.isServer ? " can't listen at port " : " can't meet the others at port ") +
                   std::to_string(place.port) + ": " + first_line(problem) +
                   "; another training may use it, MASTER_PORT names another one");
  }
}

/// What each rank tells the others of itself.
struct Introduction {
  int size = 0;
  Route route;  ///< from it to rank 0
};

Introduction introduction(const std::string& text) {
  std::istringstream stream(text);
  Introduction one;
  stream >> one.size >> one.route.own >> one.route.other;
  return one;
}

/// Waits until all ranks are there and says who they are.
std::vector<Introduction> introduce(c10d::Store& store, const RankPlace& place) {
  const auto end = Clock::now() + seconds(kGathering * place.patience);
  const std::string own = std::to_string(place.rank);
  if (store.add("number/" + own, 1) > 1) {
    throw Error(ErrorKind::usage, "two ranks at " + where(place) + " say that they are number " + own + " of " +
                                      std::to_string(place.size) + "; each needs a number of its own");
  }
  const Route route = route_to(place.address, place.port);
  set(store, "rank/" + own, std::to_string(place.size) + " " + route.own + " " + route.other);
  std::vector<Introduction> all;
  std::string missing;
  for (int rank = 0; rank < place.size; ++rank) {
    const std::string key = "rank/" + std::to_string(rank);
    while (!store.check({key}) && Clock::now() < end) std::this_thread::sleep_for(Milliseconds(50));
    if (store.check({key})) {
      all.push_back(introduction(get(store, key)));
    } else {
      missing += (missing.empty() ? "" : ", ") + std::to_string(rank);
    }
  }
  if (!missing.empty()) {
    throw TryAgain(name_of(place) + " waited " + std::to_string(static_cast<int>(kGathering * place.patience)) +
                   " s at " + where(place) + " for number " + missing + ", in vain");
  }
  for (std::size_t rank = 0; rank < all.size(); ++rank) {
    if (all[rank].size == place.size) continue;
    throw Error(ErrorKind::usage, name_of(place) + " met rank " + std::to_string(rank) +
                                      ", which says that there are " + std::to_string(all[rank].size));
  }
  return all;
}

/// The address by which the others reach this rank. A host that resolves its own name to 127.0.1.1, as Debian's do,
/// learns from the others what rank 0's address is.
std::string own_address(const RankPlace& place, const std::vector<Introduction>& all) {
  const Route& own = all[static_cast<std::size_t>(place.rank)].route;
  if (!is_loopback(own.own)) return own.own;
  for (const Introduction& other : all) {
    if (!is_loopback(other.route.other)) return other.route.other;
  }
  return own.own;
}

c10::intrusive_ptr<Group> connect(const Store& store, const RankPlace& place, const std::string& address,
                                  const std::string& name, double patience) {
  const auto options = Group::Options::create(seconds(patience));
  options->devices.push_back(place.interface.empty() ? Group::createDeviceForHostname(address)
                                                     : Group::createDeviceForInterface(place.interface));
  options->threads = 1;
  return c10::make_intrusive<Group>(c10::make_intrusive<c10d::PrefixStore>(name, store), place.rank, place.size,
                                    options);
}

class GlooRanks : public Ranks {
 public:
  explicit GlooRanks(const RankPlace& place) : place_(place), store_(open_store(place)) {
    try {
      const std::string address = own_address(place, introduce(*store_, place));
      small_ = connect(store_, place, address, "small", place.patience);
      gradients_ = connect(store_, place, address, "gradients", place.patience);
      meetings_ = connect(store_, place, address, "meetings", kGathering * place.patience);
    } catch (const Error&) {
      throw;
    } catch (const std::exception& problem) {
      throw TryAgain(name_of(place) + " can't connect to the others: " + first_line(problem) +
                     (place.interface.empty() ? "; --interface names the network to use" : ""));
    }
  }

  int rank() const override { return place_.rank; }
  int size() const override { return place_.size; }

  void meet(const std::string& words) const override {
    const auto own = static_cast<std::int64_t>(std::hash<std::string>{}(words));
    std::vector<at::Tensor> in = {torch::full({1}, own, at::kLong)};
    std::vector<std::vector<at::Tensor> > out(1);
    for (int rank = 0; rank < size(); ++rank) out[0].push_back(torch::zeros({1}, at::kLong));
    wait_for([&] { return meetings_->allgather(out, in); });
    for (int rank = 1; rank < size(); ++rank) {
      if (out[0][static_cast<std::size_t>(rank)].equal(out[0][0])) continue;
      throw Error(ErrorKind::usage, "rank " + std::to_string(rank) + " is to train something else than rank 0; " +
                                        name_of(place_) + ": " + words);
    }
  }

  void copy_from_first(at::Tensor& tensor) const override {
    std::vector<at::Tensor> all = {tensor.detach().cpu().contiguous()};
    wait_for([&] { return small_->broadcast(all); });
    tensor.copy_(all[0]);
  }

  std::unique_ptr<Sum> begin_gradient_sum(at::Tensor& tensor) const override {
    struct Begun : Sum {
      Begun(const GlooRanks& of, c10::intrusive_ptr<c10d::Work> what) : ranks(of), work(std::move(what)) {}
      void wait() override {
        ranks.wait_for([this] { return work; });
      }
      const GlooRanks& ranks;
      c10::intrusive_ptr<c10d::Work> work;
    };
    std::vector<at::Tensor> all = {tensor};
    return std::make_unique<Begun>(*this, gradients_->allreduce(all));
  }

  void add_up(at::Tensor& tensor) const override {
    std::vector<at::Tensor> all = {tensor};
    wait_for([&] { return small_->allreduce(all); });
  }

  int most(int value) const override {
    std::vector<at::Tensor> all = {torch::full({1}, value, at::kInt)};
    c10d::AllreduceOptions largest;
    largest.reduceOp = c10d::ReduceOp::MAX;
    wait_for([&] { return small_->allreduce(all, largest); });
    return all[0].item<int>();
  }

 private:
  /// What Gloo throws when a connection breaks or nothing comes for too long becomes a sentence.
  template <class Begin>
  void wait_for(const Begin& begin) const {
    try {
      begin()->wait();
    } catch (const std::exception& problem) {
      throw TryAgain(name_of(place_) + " has lost another one (" + first_line(problem) +
                     "); the run can go on from its last checkpoint with --resume");
    }
  }

  RankPlace place_;
  Store store_;
  c10::intrusive_ptr<Group> small_, gradients_, meetings_;
};

}  // namespace

std::unique_ptr<Ranks> gather_ranks(const RankPlace& place) {
  if (place.size == 1) return std::make_unique<Ranks>();
  return std::make_unique<GlooRanks>(place);
}

#endif

}  // namespace toile::train
