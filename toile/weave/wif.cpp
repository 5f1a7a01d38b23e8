#include "toile/weave/wif.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "toile/weave/wif_file.hpp"

namespace toile::weave {
namespace {

constexpr int kMostShafts = 128, kMostTreadles = 256, kMostWifThreads = 16384, kMostColours = 65536;

/// "[NAME]", then a line for each value, counted from 1.
template <typename List, typename Text>
std::string section_of(const char* name, const List& list, const Text& text) {
  std::string section = fmt::format("\n[{}]\n", name);
  for (std::size_t i = 0; i < list.size(); ++i) section += fmt::format("{}={}\n", i + 1, text(list[i]));
  return section;
}

std::string numbers_of(const std::vector<bool>& set) {
  std::string text;
  for (std::size_t i = 0; i < set.size(); ++i) {
    if (set[i]) text += (text.empty() ? "" : ",") + std::to_string(i + 1);
  }
  return text;
}

std::vector<std::vector<bool>> shafts_of_treadles(const WifFile& file, int shafts, int treadles) {
  std::vector<std::vector<bool>> tie_up(treadles, std::vector<bool>(shafts));
  for (int treadle = 0; treadle < treadles; ++treadle) {
    for (const int shaft : file.numbers("tieup", std::to_string(treadle + 1), 0, shafts)) {
      if (shaft > 0) tie_up[treadle][shaft - 1] = true;
    }
  }
  return tie_up;
}

/// The shafts that each pick lifts, by lift plan or by treadles.
std::vector<std::vector<bool>> lifts_of(const WifFile& file, int shafts, int picks) {
  const bool plan = file.has("liftplan");
  if (!plan && !file.has("treadling")) file.refuse("it has neither treadling nor a lift plan");
  const int treadles = plan ? 0 : file.number("weaving", "treadles", 1, kMostTreadles);
  const auto tie_up = shafts_of_treadles(file, shafts, treadles);
  std::vector<std::vector<bool>> lifts(picks, std::vector<bool>(shafts));
  for (int pick = 0; pick < picks; ++pick) {
    const std::string key = std::to_string(pick + 1);
    if (plan) {
      for (const int shaft : file.numbers("liftplan", key, 0, shafts)) {
        if (shaft > 0) lifts[pick][shaft - 1] = true;
      }
      continue;
    }
    for (const int treadle : file.numbers("treadling", key, 0, treadles)) {
      for (int shaft = 0; treadle > 0 && shaft < shafts; ++shaft) {
        if (tie_up[treadle - 1][shaft]) lifts[pick][shaft] = true;
      }
    }
  }
  const char shed = file.text("weaving", "rising shed", "true").front();  // "true", "yes", "on", "1"
  if (std::string_view("tTyY1oO").find(shed) != std::string_view::npos) return lifts;
  for (auto& lift : lifts) lift.flip();
  return lifts;
}

/// Colours as inks, in the order in which threads meet them.
class Colours {
 public:
  explicit Colours(const WifFile& file) : file_(file) {
    const auto range = file.numbers("color palette", "range", 0, kMostColours);
    if (range.size() == 2 && range[1] > range[0]) low_ = range[0], high_ = range[1];
  }

  std::vector<std::uint8_t> threads(const char* system, int count) {
    const std::string colours = std::string(system) + " colors";
    std::vector<std::uint8_t> yarns;
    for (int i = 0; i < count; ++i) {
      auto own = file_.numbers(colours, std::to_string(i + 1), 1, kMostColours);
      if (own.empty()) own = file_.numbers(system, "color", 1, kMostColours);
      const bool warp = std::string_view(system) == "warp";
      yarns.push_back(yarn_of(own.empty() ? (warp ? pattern::Rgb{20, 20, 22} : pattern::Rgb{244, 241, 232})
                                          : table_colour(own.front())));
    }
    return yarns;
  }
  std::vector<Ink> inks() const { return inks_; }

 private:
  pattern::Rgb table_colour(int number) const {
    const auto levels = file_.numbers("color table", std::to_string(number), low_, high_);
    if (levels.size() != 3) file_.refuse("colour " + std::to_string(number) + " is not in its table");
    pattern::Rgb colour{};
    for (int i = 0; i < 3; ++i) {
      colour[i] = static_cast<std::uint8_t>((255 * (levels[i] - low_) + (high_ - low_) / 2) / (high_ - low_));
    }
    return colour;
  }
  std::uint8_t yarn_of(const pattern::Rgb& colour) {
    const auto found = std::find_if(inks_.begin(), inks_.end(), [&](const Ink& ink) { return ink.colour == colour; });
    if (found != inks_.end()) return static_cast<std::uint8_t>(found - inks_.begin());
    if (inks_.size() == kMostInks) file_.refuse("its threads have more than " + std::to_string(kMostInks) + " colours");
    inks_.push_back({.colour = colour, .name = {}});
    return static_cast<std::uint8_t>(inks_.size() - 1);
  }

  const WifFile& file_;
  int low_ = 0, high_ = 255;
  std::vector<Ink> inks_;
};

}  // namespace

std::string wif_of(const Draft& draft, double spacing_cm) {
  const Weave& weave = draft.weave;
  const std::size_t shafts = weave.tie_up.front().size();
  std::string text =
      "[WIF]\nVersion=1.1\nDate=April 20, 1997\nDevelopers=wif@mhsoft.com\nSource Program=Toile\n"
      "\n[CONTENTS]\nColor Palette=true\nWeaving=true\nWarp=true\nWeft=true\nColor Table=true\nThreading=true\n"
      "Tieup=true\nTreadling=true\nWarp Colors=true\nWeft Colors=true\n";
  text += fmt::format("\n[COLOR PALETTE]\nEntries={}\nForm=RGB\nRange=0,255\n", draft.yarns.size());
  text += fmt::format("\n[WEAVING]\nShafts={}\nTreadles={}\nRising Shed=true\n", shafts, weave.tie_up.size());
  for (const auto& [name, threads] : {std::pair{"WARP", draft.ends()}, std::pair{"WEFT", draft.picks()}}) {
    text += fmt::format("\n[{}]\nThreads={}\nColor=1\nUnits=Centimeters\nSpacing={:.4f}\n", name, threads, spacing_cm);
  }
  const auto from_one = [](int number) { return std::to_string(number + 1); };
  text += section_of("COLOR TABLE", draft.yarns, [](const Ink& ink) {
    return fmt::format("{},{},{}", ink.colour[0], ink.colour[1], ink.colour[2]);
  });
  text += section_of("THREADING", weave.threading, from_one);
  text += section_of("TIEUP", weave.tie_up, numbers_of);
  text += section_of("TREADLING", weave.treadling, from_one);
  text += section_of("WARP COLORS", draft.warp, from_one);
  return text + section_of("WEFT COLORS", draft.weft, from_one);
}

Draft read_wif(std::string_view text, const std::string& name) {
  const WifFile file(text, name);
  const int shafts = file.number("weaving", "shafts", 1, kMostShafts);
  const int ends = file.number("warp", "threads", 1, kMostWifThreads);
  const int picks = file.number("weft", "threads", 1, kMostWifThreads);
  Draft draft;
  for (int end = 0; end < ends; ++end) {
    draft.weave.threading.push_back(file.number("threading", std::to_string(end + 1), 1, shafts) - 1);
  }
  std::map<std::vector<bool>, int> treadles;
  for (const auto& lift : lifts_of(file, shafts, picks)) {
    const auto [entry, fresh] = treadles.emplace(lift, static_cast<int>(draft.weave.tie_up.size()));
    if (fresh) draft.weave.tie_up.push_back(lift);
    draft.weave.treadling.push_back(entry->second);
  }
  Colours colours(file);
  draft.warp = colours.threads("warp", ends);
  draft.weft = colours.threads("weft", picks);
  draft.yarns = colours.inks();
  return draft;
}

}  // namespace toile::weave
