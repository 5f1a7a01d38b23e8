#include "apps/cli/own_print.hpp"

#include <algorithm>
#include <numeric>

#include "toile/base/error.hpp"
#include "toile/image/colour.hpp"
#include "toile/image/file.hpp"
#include "toile/press/inks.hpp"

namespace toile::cli {
namespace {

std::string listed(const Print& print) {
  std::string names;
  for (const Ink& ink : print.inks) names += (names.empty() ? "" : ", ") + pattern::hex_of(ink.colour);
  return names;
}

float light_of(const pattern::Rgb& colour) {
  const auto& linear = image::linear_of_srgb();
  return image::luminance(linear[colour[0]], linear[colour[1]], linear[colour[2]]);
}

std::vector<int> numbers_up_to(std::size_t count) {
  std::vector<int> numbers(count);
  std::iota(numbers.begin(), numbers.end(), 0);
  return numbers;
}

}  // namespace

std::optional<OwnPrint> own_print(const std::filesystem::path& file) {
  const image::Metadata note = image::read_metadata(file);
  if (!note.contains("toile:request") && !note.contains("toile:layout")) return {};
  return studio::printed_again(note, image::read(file), file.string());
}

std::vector<int> by_share(const Print& print) {
  const std::vector<double> shares = press::shares_of(print);
  std::vector<int> order = numbers_up_to(shares.size());
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return shares[a] > shares[b]; });
  return order;
}

std::vector<pattern::Rgb> colours_with(const Print& print, const std::vector<int>& order,
                                       const std::vector<pattern::Rgb>& to) {
  if (to.size() > order.size() || to.empty()) {
    throw Error(ErrorKind::usage, std::to_string(to.size()) + " new colours for " + std::to_string(order.size()) +
                                      " inks; there must be from 1 to as many: " + listed(print));
  }
  std::vector<pattern::Rgb> colours;
  for (const Ink& ink : print.inks) colours.push_back(ink.colour);
  for (std::size_t i = 0; i < to.size(); ++i) colours[static_cast<std::size_t>(order[i])] = to[i];
  return colours;
}

std::vector<int> inks_named(const Print& print, const std::vector<pattern::Rgb>& colours) {
  std::vector<int> numbers;
  for (const pattern::Rgb& colour : colours) {
    const auto found =
        std::find_if(print.inks.begin(), print.inks.end(), [&](const Ink& ink) { return ink.colour == colour; });
    if (found == print.inks.end()) {
      throw Error(ErrorKind::usage, "the print has no ink " + pattern::hex_of(colour) + "; it has " + listed(print));
    }
    numbers.push_back(static_cast<int>(found - print.inks.begin()));
  }
  return numbers;
}

std::vector<pattern::Rgb> colours_from(const Print& print, const Image& picture) {
  const std::size_t count = print.inks.size();
  std::vector<pattern::Rgb> found;
  for (const pattern::Swatch& swatch : pattern::palette(picture, static_cast<int>(count)))
    found.push_back(swatch.colour);
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return light_of(a) < light_of(b); });
  std::vector<int> order = numbers_up_to(count);
  std::stable_sort(order.begin(), order.end(),
                   [&](int a, int b) { return light_of(print.inks[a].colour) < light_of(print.inks[b].colour); });
  std::vector<pattern::Rgb> colours(count);
  for (std::size_t rank = 0; rank < count; ++rank) colours[order[rank]] = found[rank * found.size() / count];
  return colours;
}

}  // namespace toile::cli
