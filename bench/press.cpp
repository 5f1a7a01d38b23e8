// Figures of the press for docs/results.md: round trips through other programs, vectors, speed, profiles.
//
// toile-bench-press [FOLDER]: files go there (build/press), so that they can be looked at. Needs gs, mutool, tiffinfo,
// vips, transicc.

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <set>

#include "toile/base/files.hpp"
#include "toile/base/parallel.hpp"
#include "toile/compose/composer.hpp"
#include "toile/image/colour.hpp"
#include "toile/image/file.hpp"
#include "toile/image/lab.hpp"
#include "toile/pattern/separate.hpp"
#include "toile/press/ink_files.hpp"
#include "toile/press/mill.hpp"
#include "toile/press/named_colour.hpp"
#include "toile/press/profile.hpp"
#include "toile/press/svg.hpp"

namespace {

using namespace toile;
namespace fs = std::filesystem;

constexpr int kPrints = 20, kSide = 512;

int run(const std::string& command) {
  return std::system((command + " >/dev/null 2>&1").c_str());  // NOLINT: words of our own
}

std::string said(const std::string& command, const fs::path& folder) {
  const fs::path file = folder / "said.txt";
  if (std::system((command + " >" + file.string() + " 2>/dev/null").c_str()) != 0) return {};  // NOLINT
  return read_file(file);
}

double mean_difference(const Image& a, const Image& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.pixels(); ++i) {
    const pattern::Rgb one{a.rgb[3 * i], a.rgb[3 * i + 1], a.rgb[3 * i + 2]},
        other{b.rgb[3 * i], b.rgb[3 * i + 1], b.rgb[3 * i + 2]};
    if (one != other) sum += image::ciede2000(press::lab_of(one), press::lab_of(other));
  }
  return sum / static_cast<double>(a.pixels());
}

Print print_number(int i) {
  const auto categories = compose::composed_categories();
  const auto layout = compose::compose({.category = categories[static_cast<std::size_t>(i) % categories.size()],
                                        .index = static_cast<std::uint64_t>(i)});
  return compose::printed(layout, compose::known_motif, kSide);
}

/// Ghostscript's separations of the PDF as plates; fewer than ours where it finds other names.
std::vector<press::Plate> separated_by_ghostscript(const std::vector<press::Plate>& plates, const fs::path& folder) {
  fs::remove_all(folder);
  fs::create_directories(folder);
  write_file(folder / "a.pdf", press::spot_pdf(plates, kSide * 2.54 / 72));  // a pixel a point
  run("gs -q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=tiffsep -r72 -sOutputFile=" + (folder / "o.tif").string() + " " +
      (folder / "a.pdf").string());
  std::vector<press::Plate> found;
  for (const press::Plate& plate : plates) {
    const fs::path file = folder / ("o(" + plate.ink.name + ").tif");
    if (!fs::exists(file)) continue;
    Mask cover = image::read_mask(file);
    for (std::uint8_t& value : cover.cover) value = static_cast<std::uint8_t>(255 - value);
    found.push_back({plate.ink, std::move(cover)});
  }
  return found;
}

/// Whether another program lists the TIFF's inks, all and by name.
bool tiffinfo_lists(const std::vector<press::Plate>& plates, const fs::path& folder) {
  write_file(folder / "a.tif", press::spot_tiff(plates, 300));
  const std::string text = said("tiffinfo " + (folder / "a.tif").string(), folder);
  if (text.find(fmt::format("NumberOfInks: {}\n", plates.size())) == std::string::npos) return false;
  return std::all_of(plates.begin(), plates.end(),
                     [&](const press::Plate& plate) { return text.find(plate.ink.name) != std::string::npos; });
}

void report_round_trips(const fs::path& folder) {
  fmt::print("round trips of {} prints of {} px: mean CIEDE2000 to the print\n", kPrints, kSide);
  fmt::print("{:>3} {:>5} {:>8} {:>8} {:>8} {:>10} {:>9}\n", "", "inks", "plates", "gs PDF", "mupdf", "separated",
             "names");
  double worst[4] = {};
  int named = 0;
  for (int i = 0; i < kPrints; ++i) {
    const Print print = print_number(i);
    const Image picture = pattern::rendered(print);
    const auto plates = press::plates_of(print);
    const auto theirs = separated_by_ghostscript(plates, folder / "gs");
    run("mutool draw -r 72 -c rgb -o " + (folder / "gs/m.png").string() + " " + (folder / "gs/a.pdf").string());
    const Print found = pattern::separated(picture);
    const double differences[4] = {
        mean_difference(press::proof_of(plates, {255, 255, 255}), picture),
        theirs.size() == plates.size() ? mean_difference(press::proof_of(theirs, {255, 255, 255}), picture) : 99,
        mean_difference(image::read(folder / "gs/m.png"), picture), mean_difference(pattern::rendered(found), picture)};
    for (int k = 0; k < 4; ++k) worst[k] = std::max(worst[k], differences[k]);
    const bool all = theirs.size() == plates.size() && tiffinfo_lists(plates, folder);
    named += all;
    fmt::print("{:3} {:5} {:8.3f} {:8.3f} {:8.3f} {:7.3f} {:2} {:>9}\n", i, print.inks.size(), differences[0],
               differences[1], differences[2], differences[3], found.inks.size(), all ? "all" : "missing");
  }
  fmt::print("worst     {:8.3f} {:8.3f} {:8.3f} {:7.3f}; inks by name in {} of {}\n\n", worst[0], worst[1], worst[2],
             worst[3], named, kPrints);
}

/// Prints whose picture is taken for a foreign tile.
void report_foreign(int prints) {
  double sum = 0, worst = 0;
  int over = 0;
  for (int i = 0; i < prints; ++i) {
    const Image picture = pattern::rendered(print_number(i));
    const double far = mean_difference(pattern::rendered(pattern::separated(picture)), picture);
    sum += far, worst = std::max(worst, far), over += far > 0.5;
  }
  fmt::print("{} prints separated as foreign tiles: mean CIEDE2000 {:.3f}, worst {:.3f}, {} above 0.5\n\n", prints,
             sum / prints, worst, over);
}

/// The SVG drawn at four times the size on a ground of this colour.
Image drawn_on(std::string svg, const Print& print, const char* ground) {
  const std::size_t from = svg.find("width="), until = svg.find(" viewBox");
  svg.replace(from, until - from, fmt::format("width=\"{}\" height=\"{}\"", 4 * print.width, 4 * print.height));
  const std::string fill = "fill=\"" + pattern::hex_of(print.inks[0].colour) + "\"";
  svg.replace(svg.find(fill), fill.size(), std::string("fill=\"") + ground + "\"");
  return image::rasterise_svg(svg);
}

/// Pixels where ground shows though the print has none within a pixel around.
int gaps(const Print& print, const Image& on_black, const Image& on_white) {
  int count = 0;
  for (int y = 0; y < on_black.height; ++y) {
    for (int x = 0; x < on_black.width; ++x) {
      const std::uint8_t *a = on_black.at(x, y), *b = on_white.at(x, y);
      if (std::abs(a[0] - b[0]) <= 2 && std::abs(a[1] - b[1]) <= 2 && std::abs(a[2] - b[2]) <= 2) continue;
      bool ground = false;
      for (int v = y / 4 - 1; v <= y / 4 + 1; ++v) {
        for (int u = x / 4 - 1; u <= x / 4 + 1; ++u) {
          const int row = (v + print.height) % print.height, column = (u + print.width) % print.width;
          ground = ground || print.plane(0)[static_cast<std::size_t>(row) * print.width + column] > 0;
        }
      }
      count += !ground;
    }
  }
  return count;
}

void report_vectors(const fs::path& folder) {
  fmt::print("vectors of {} prints, drawn at 4 times the size\n{:>3} {:>5} {:>8} {:>9} {:>10} {:>8}\n", kPrints, "",
             "inks", "shapes", "bytes", "CIEDE2000", "gaps");
  int all_gaps = 0;
  double worst = 0;
  for (int i = 0; i < kPrints; ++i) {
    const Print print = print_number(i);
    const press::Svg svg = press::traced(print);
    write_file(folder / fmt::format("{:02}.svg", i), svg.text);
    const Image drawn = drawn_on(svg.text, print, pattern::hex_of(print.inks[0].colour).c_str());
    const double far = mean_difference(drawn, pattern::rendered(pattern::resized(print, drawn.width, drawn.height)));
    const int holes = gaps(print, drawn_on(svg.text, print, "#000000"), drawn_on(svg.text, print, "#ffffff"));
    all_gaps += holes, worst = std::max(worst, far);
    fmt::print("{:3} {:5} {:8} {:9} {:10.3f} {:8}\n", i, print.inks.size(),
               std::count(svg.text.begin(), svg.text.end(), 'M'), svg.text.size(), far, holes);
  }
  fmt::print("worst CIEDE2000 {:.3f}, {} pixels of gaps\n\n", worst, all_gaps);
}

/// Of the wall, and of all threads together: what the wall is on a machine that is busy otherwise.
struct Time {
  double wall = 1e9, processor = 1e9;
};

template <class Work>
std::string milliseconds(Work work) {
  Time best;
  for (int i = 0; i < 3; ++i) {
    const auto start = std::chrono::steady_clock::now();
    const std::clock_t before = std::clock();
    work();
    best.wall = std::min(best.wall,
                         std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    best.processor = std::min(best.processor, 1e3 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC);
  }
  return fmt::format("{:6.0f} ms, {:6.0f} ms of processor", best.wall, best.processor);
}

void report_speed() {
  use_row_threads(2);
  const Print print = pattern::resized(print_number(3), 2048, 2048);
  const Image picture = pattern::rendered(print);
  fmt::print("a tile of 2048 px, {} inks, 2 threads, the best of three\n", print.inks.size());
  fmt::print("  separate     {}\n", milliseconds([&] { pattern::separated(picture); }));
  const auto plates = press::plates_of(print);
  fmt::print("  spot TIFF    {}\n", milliseconds([&] { press::spot_tiff(plates, 300); }));
  fmt::print("  PDF          {}\n", milliseconds([&] { press::spot_pdf(plates, 20); }));
  fmt::print("  Photoshop    {}\n", milliseconds([&] { press::multichannel_psd(plates, 300); }));
  fmt::print("  SVG          {}\n", milliseconds([&] { press::traced(print); }));
  fmt::print("  preflight    {}\n", milliseconds([&] { press::preflight(print, press::mill_named("rotary")); }));
  const press::Profile cmyk = press::Profile::open(*press::installed_cmyk_profile());
  fmt::print("  CMYK TIFF    {}\n\n",
             milliseconds([&] { press::tiff_in(picture, cmyk, press::Intent::relative, 300); }));
}

/// The largest step between our conversion and transicc's, over a grid of colours.
double step_to_transicc(const fs::path& profile, press::Intent intent, const fs::path& folder) {
  constexpr int kLevels = 16, kColours = kLevels * kLevels * kLevels;
  Image grid = Image::filled(kColours, 1, {});
  std::string colours;
  for (int i = 0; i < kColours; ++i) {
    const int part[3] = {i / kLevels / kLevels * 17, i / kLevels % kLevels * 17, i % kLevels * 17};
    for (int c = 0; c < 3; ++c) grid.rgb[3 * i + c] = static_cast<std::uint8_t>(part[c]);
    colours += fmt::format("{} {} {}\n", part[0], part[1], part[2]);
  }
  write_file(folder / "colours.txt", colours);
  const char* numbers = intent == press::Intent::perceptual ? "-t0" : "-t1";
  const std::string text = said(fmt::format("transicc -i '*sRGB' -o {} {} -b -n -e {} <{}", profile.string(), numbers,
                                            "-c0", (folder / "colours.txt").string()),
                                folder);
  const press::Profile opened = press::Profile::open(profile);
  const std::string ours = press::converted(grid, opened, intent);
  std::vector<double> theirs;
  for (std::size_t at = 0; at < text.size();) {
    char* end = nullptr;
    const double value = std::strtod(text.c_str() + at, &end);
    if (end == text.c_str() + at) {
      ++at;
    } else {
      theirs.push_back(value), at = static_cast<std::size_t>(end - text.c_str());
    }
  }
  if (theirs.size() != ours.size()) return -static_cast<double>(theirs.size());
  double most = 0;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    most = std::max(most, std::abs(theirs[i] - static_cast<std::uint8_t>(ours[i])));
  }
  return most;
}

void report_profiles(const fs::path& folder) {
  fmt::print("conversions of 4096 colours beside transicc: the largest step of 255\n");
  std::vector<fs::path> profiles;
  for (const char* name : {"default_cmyk", "ps_cmyk", "a98", "esrgb", "rommrgb"}) {
    profiles.push_back(fmt::format("/usr/share/color/icc/ghostscript/{}.icc", name));
  }
  profiles.emplace_back("/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc");
  for (const fs::path& profile : profiles) {
    if (!fs::exists(profile)) continue;
    fmt::print("  {:28} relative {:.0f}, perceptual {:.0f}\n", profile.filename().string(),
               step_to_transicc(profile, press::Intent::relative, folder),
               step_to_transicc(profile, press::Intent::perceptual, folder));
  }
}

}  // namespace

int main(int count, char** words) {
  const fs::path folder = count > 1 ? words[1] : "build/press";
  fs::create_directories(folder);
  report_profiles(folder);
  report_speed();
  report_round_trips(folder);
  report_foreign(100);
  report_vectors(folder);
}
