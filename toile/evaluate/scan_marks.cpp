#include "toile/evaluate/scan_marks.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <sstream>

#include "toile/base/error.hpp"
#include "toile/base/text.hpp"
#include "toile/image/file.hpp"
#include "toile/image/resize.hpp"

namespace toile::evaluate {
namespace {

constexpr std::uint64_t kMostBytes = 1 << 20;
constexpr double kTolerance = 0.03, kNearly = 0.06;

std::string words_of(const scan::Lattice& lattice) {
  const scan::Lattice r = scan::reduced(lattice);
  return r.one_way ? fmt::format("a stripe of ({:.1f}, {:.1f})", r.a.x, r.a.y)
                   : fmt::format("({:.1f}, {:.1f}) and ({:.1f}, {:.1f})", r.a.x, r.a.y, r.b.x, r.b.y);
}

bool straight(const scan::Lattice& lattice) {
  return scan::repeat_of(lattice).cells == 1;
}

}  // namespace

std::vector<ScanMark> read_scan_marks(const std::filesystem::path& file) {
  std::istringstream lines(read_text(file, kMostBytes));
  std::vector<ScanMark> marks;
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    std::array<std::string, 4> parts;
    std::istringstream fields(line);
    for (std::string& part : parts) std::getline(fields, part, '\t');
    ScanMark mark{.file = parts[0], .lattice = {}};
    const bool box = parts[1].empty() ||
                     std::sscanf(parts[1].c_str(), "%d,%d,%d,%d", &mark.x, &mark.y, &mark.width, &mark.height) == 4;
    scan::Lattice& l = mark.lattice;
    const bool first = std::sscanf(parts[2].c_str(), "%lf,%lf", &l.a.x, &l.a.y) == 2;
    l.one_way = parts[3] == "-";
    if (l.one_way) l.b = {-l.a.y, l.a.x};
    const bool second = l.one_way || std::sscanf(parts[3].c_str(), "%lf,%lf", &l.b.x, &l.b.y) == 2;
    if (!box || !first || !second || l.area() <= 0) {
      throw Error(ErrorKind::bad_file,
                  fmt::format("line {} of {} is no mark: file, box, two vectors", number, file.string()));
    }
    marks.push_back(mark);
  }
  return marks;
}

Image marked_photo(const ScanMark& mark, const std::filesystem::path& folder) {
  Image photo = image::on_colour(image::read(folder / mark.file), {255, 255, 255});
  if (mark.width == 0) return photo;
  if (mark.x < 0 || mark.y < 0 || mark.x + mark.width > photo.width || mark.y + mark.height > photo.height) {
    throw Error(ErrorKind::bad_file, "the box marked in " + mark.file + " lies outside the picture");
  }
  return image::crop(photo, mark.x, mark.y, mark.width, mark.height);
}

MarkFigures judged(const ScanMark& mark, const scan::Cloth& cloth) {
  MarkFigures out;
  out.truth = words_of(mark.lattice);
  out.found = cloth.repeat ? words_of(cloth.lattice) : "none";
  out.right = cloth.repeat && scan::same_lattice(cloth.lattice, mark.lattice, kTolerance);
  out.nearly = cloth.repeat && scan::same_lattice(cloth.lattice, mark.lattice, kNearly);
  out.right_of_three = out.right;
  for (std::size_t i = 0; i < std::min<std::size_t>(3, cloth.candidates.size()); ++i) {
    out.right_of_three =
        out.right_of_three || scan::same_lattice(cloth.candidates[i].lattice, mark.lattice, kTolerance);
  }
  out.layout_right = cloth.repeat && cloth.lattice.one_way == mark.lattice.one_way &&
                     straight(cloth.lattice) == straight(mark.lattice);
  return out;
}

}  // namespace toile::evaluate
