#include "toile/weave/thread_count.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "toile/base/error.hpp"

namespace toile::weave {
namespace {

constexpr int kMostOfBand = 1000, kMostBands = 512, kMostSettThreads = 8192;
constexpr std::string_view kDots = "...";

struct Named {
  std::string_view code;
  pattern::Rgb colour;
};

/// Colours as wool is dyed: none as pure as a screen's.
constexpr std::array kColours = {
    Named{"K", {26, 26, 28}},     Named{"R", {178, 34, 40}},    Named{"G", {30, 98, 62}},
    Named{"B", {38, 62, 132}},    Named{"Y", {226, 184, 48}},   Named{"W", {244, 241, 232}},
    Named{"N", {138, 138, 136}},  Named{"T", {112, 78, 50}},    Named{"P", {92, 56, 116}},
    Named{"O", {214, 112, 40}},   Named{"A", {104, 158, 196}},  Named{"M", {104, 28, 44}},
    Named{"C", {156, 30, 62}},    Named{"S", {206, 44, 36}},    Named{"E", {232, 220, 194}},
    Named{"DR", {128, 22, 32}},   Named{"DG", {18, 62, 42}},    Named{"DB", {24, 36, 82}},
    Named{"DY", {190, 146, 30}},  Named{"DN", {84, 86, 88}},    Named{"DT", {74, 50, 34}},
    Named{"DP", {60, 34, 78}},    Named{"DO", {176, 82, 26}},   Named{"LR", {222, 116, 112}},
    Named{"LG", {122, 166, 124}}, Named{"LB", {128, 160, 206}}, Named{"LY", {244, 222, 132}},
    Named{"LN", {196, 196, 192}}, Named{"LT", {176, 144, 108}}, Named{"LP", {166, 136, 186}},
    Named{"LO", {240, 168, 108}}, Named{"LA", {170, 206, 226}},
};

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  ThreadCount read(Unmarked unmarked) {
    skip_spaces();
    const bool repeats = take(kDots);
    const bool full = !repeats && take("/");
    std::vector<bool> half;  // of each band
    while (skip_spaces(), more()) half.push_back(read_band());
    if (count_.bands.empty()) fail("a colour is missing, such as K4");
    close(repeats, full);
    const bool halves = half_counts(half);
    if (halves && (repeats || full)) fail("K/4 counts halves; it can't stand between / or ... as well");
    if (halves) {
      for (Band* pivot : {&count_.bands.front(), &count_.bands.back()}) {
        pivot->threads *= 2;
        if (pivot->threads > kMostOfBand) fail("a band has at most " + std::to_string(kMostOfBand) + " threads");
      }
    }
    if (!repeats && (full || halves || unmarked == Unmarked::reflects)) reflect();
    if (count_.threads() > kMostSettThreads)
      fail("a sett has at most " + std::to_string(kMostSettThreads) + " threads");
    return std::move(count_);
  }

 private:
  [[noreturn]] void fail(const std::string& why) const {
    throw Error(ErrorKind::usage,
                "the thread count " + shown() + " can't be read at letter " + std::to_string(at_ + 1) + ": " + why);
  }
  std::string shown() const {
    std::string text(text_.substr(0, 60));
    for (char& letter : text) {
      if (std::isprint(static_cast<unsigned char>(letter)) == 0) letter = '?';
    }
    return text_.size() > 60 ? text + "..." : text;
  }
  bool starts(std::string_view what) const { return text_.substr(at_).starts_with(what); }
  bool take(std::string_view what) {
    if (!starts(what)) return false;
    at_ += what.size();
    return true;
  }
  void skip_spaces() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == ',' || text_[at_] == '\n')) ++at_;
  }
  bool more() const { return at_ < text_.size() && text_[at_] != '/' && !starts(kDots); }

  /// What stood before the first band must stand after the last one too.
  void close(bool repeats, bool full) {
    if (repeats && !take(kDots)) fail("what begins with ... must end with it");
    if (full && !take("/")) fail("what begins with / must end with it");
    skip_spaces();
    if (at_ < text_.size()) fail("nothing may follow the last band");
  }

  /// Whether its number is a half count.
  bool read_band() {
    if (count_.bands.size() == kMostBands) fail("a sett has at most " + std::to_string(kMostBands) + " bands");
    const int yarn = number_of(read_colour());
    const bool half = take("/");
    const int threads = read_number();
    count_.bands.push_back({yarn, threads});
    return half;
  }

  Yarn read_colour() {
    const std::size_t start = at_;
    if (text_[at_] == '#') {
      const std::size_t colon = text_.find(':', at_);
      if (colon != at_ + 7) fail("a colour of one's own is written #c0ffee: and its threads");
      const std::string hex(text_.substr(at_, 7));
      const bool fine = std::all_of(hex.begin() + 1, hex.end(), [](unsigned char c) { return std::isxdigit(c) != 0; });
      if (!fine) fail(hex + " is no colour");
      at_ = colon + 1;
      return {hex, pattern::colour_from_hex(hex)};
    }
    std::string code;
    while (at_ < text_.size() && std::isalpha(static_cast<unsigned char>(text_[at_])) != 0) {
      code += static_cast<char>(std::toupper(static_cast<unsigned char>(text_[at_++])));
    }
    const auto* const named =
        std::find_if(kColours.begin(), kColours.end(), [&](const Named& n) { return n.code == code; });
    if (named != kColours.end()) return {code, named->colour};
    at_ = start;
    std::string known;
    for (const Named& colour : kColours) known += (known.empty() ? "" : " ") + std::string(colour.code);
    fail((code.empty() ? "a colour must stand here" : code + " is no colour") + "; there are " + known +
         ", and #c0ffee:");
  }

  int read_number() {
    const std::size_t start = at_;
    int number = 0;
    while (at_ < text_.size() && std::isdigit(static_cast<unsigned char>(text_[at_])) != 0 && number <= kMostOfBand) {
      number = 10 * number + (text_[at_++] - '0');
    }
    const bool fine = at_ > start && number >= 1 && number <= kMostOfBand;
    if (fine) return number;
    at_ = start;
    fail("a number of threads from 1 to " + std::to_string(kMostOfBand) + " must stand here");
  }

  int number_of(const Yarn& yarn) {
    const auto found = std::find(count_.yarns.begin(), count_.yarns.end(), yarn);
    if (found != count_.yarns.end()) return static_cast<int>(found - count_.yarns.begin());
    count_.yarns.push_back(yarn);
    return static_cast<int>(count_.yarns.size()) - 1;
  }

  /// Whether the first and the last band, and no other, have half counts.
  bool half_counts(const std::vector<bool>& half) const {
    const auto marks = std::count(half.begin(), half.end(), true);
    if (marks == 0) return false;
    if (marks != 2 || !half.front() || !half.back()) fail("half counts stand at the first and the last band only");
    return true;
  }

  void reflect() {
    for (std::size_t i = count_.bands.size() - 1; i-- > 1;) count_.bands.push_back(count_.bands[i]);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  ThreadCount count_;
};

}  // namespace

int ThreadCount::threads() const {
  int sum = 0;
  for (const Band& band : bands) sum += band.threads;
  return sum;
}

ThreadCount read_thread_count(std::string_view text, Unmarked unmarked) {
  return Reader(text).read(unmarked);
}

std::string text_of(const ThreadCount& count) {
  std::string text(kDots);
  for (std::size_t i = 0; i < count.bands.size(); ++i) {
    const std::string& name = count.yarns[static_cast<std::size_t>(count.bands[i].yarn)].name;
    text += (i == 0 ? "" : " ") + name + (name.starts_with('#') ? ":" : "") + std::to_string(count.bands[i].threads);
  }
  return text.append(kDots);
}

}  // namespace toile::weave
