#include "toile/models/learnt_maker.hpp"

#include <algorithm>
#include <mutex>

#include "toile/base/error.hpp"
#include "toile/models/networks.hpp"

namespace toile::models {
namespace {

class LearntMaker : public PatternMaker {
 public:
  LearntMaker(const std::filesystem::path& file, std::string kind, std::vector<std::string> categories)
      : file_(file), kind_(std::move(kind)), categories_(std::move(categories)) {}

  const std::vector<std::string>& categories() const override { return categories_; }
  std::string source() const override { return file_.filename().string(); }

  Made make(const PatternRequest& request) const override {
    prepare(request);
    return net_->make(request);
  }

  void prepare(const PatternRequest& request) const override {
    check_known(request.category);
    if (!request.mix.empty() && kind_ == kTileGenerator) check_mixable(request);
    std::call_once(once_, [this] {
      net_ =
          kind_ == kTileGenerator ? networks().tile_maker(file_) : networks().dcgan_maker(file_, categories_.front());
    });
  }

 private:
  void check_known(const std::string& category) const {
    const bool known = std::find(categories_.begin(), categories_.end(), category) != categories_.end();
    if (!known) refuse_category(category, categories_);
  }

  void check_mixable(const PatternRequest& request) const {
    if (std::find(categories_.begin(), categories_.end(), request.mix) != categories_.end()) return;
    std::string list;
    for (const std::string& name : categories_) {
      if (name != request.category) list += (list.empty() ? "" : ", ") + name;
    }
    throw Error(ErrorKind::not_found, request.category + " can't be mixed with " + request.mix + ", only with " +
                                          (list.empty() ? "nothing else" : list));
  }

  std::filesystem::path file_;
  std::string kind_;
  std::vector<std::string> categories_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<PatternMaker> net_;
};

}  // namespace

std::vector<std::string> categories_of(const WeightsHeader& weights) {
  std::vector<std::string> names;
  for (const Json& name : weights.card.at("categories").array()) names.push_back(name.string());
  return names;
}

std::unique_ptr<PatternMaker> open_learnt_maker(const std::filesystem::path& file, const std::string& category) {
  const WeightsHeader weights = read_weights_header(file);
  std::vector<std::string> categories = {category};
  if (weights.kind == kTileGenerator) {
    categories = categories_of(weights);
  } else if (weights.kind != kDcganGenerator) {
    throw Error(ErrorKind::bad_file, file.string() + " holds a " + weights.kind + "; patterns come from a " +
                                         kTileGenerator + " or a " + kDcganGenerator);
  }
  return std::make_unique<LearntMaker>(file, weights.kind, std::move(categories));
}

}  // namespace toile::models
