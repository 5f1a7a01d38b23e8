// Bands of motifs on a grid of stitches, as Fair Isle knitters and rug weavers set them.

#include "toile/weave/shapes.hpp"
#include "toile/weave/sheet.hpp"

namespace toile::weave {
namespace {

using Chart = std::vector<const char*>;  ///< rows of stitches, all of one width that divides `kStitchesAcross`

const std::vector<Chart>& charts() {
  static const std::vector<Chart> all = {
      {"#..."},
      {"##..", "..##"},
      {"#...", ".#.#", "..#."},
      {"..#.", ".#.#", "#...", ".#.#", "..#."},
      {"...#....", "..###...", ".#####..", "#######."},
      {"...#....", "...#....", ".#####..", "...#....", "...#...."},
      {"######..", "#....#..", "#.##.#..", "#..#.#..", "####.###"},
      {"##.....#", "###...##", ".###.###", "..#####.", "...###..", "....#..."},
      {"...#....", "..###...", ".##.##..", "##...##.", ".##.##..", "..###...", "...#...."},
      {".......##.......", "......####......", "....###..###....", "..###..##..###..", "###...####...###",
       "..###..##..###..", "....###..###....", "......####......", ".......##......."},
      {"...#...#........", "...##.##........", "....#.#.........", "##..#.#..##.....", ".####.####...#..",
       "............###.", ".####.####...#..", "##..#.#..##.....", "....#.#.........", "...##.##........",
       "...#...#........"}};
  return all;
}

/// A row of the repeat: the ink of its ground, that of its figures, and the row of a chart that it shows, if any.
struct Row {
  int ground, figure;
  const char* stitches;
};

std::vector<Row> rows_of(const Sheet& s) {
  std::vector<Row> rows;
  const auto numbered = [](const char* name, int i) { return name + std::to_string(i); };
  for (int band = 0; s.shape.measures.contains(numbered("chart", band)); ++band) {
    const int ground = s.count(numbered("ink", 2 * band), 0), figure = s.count(numbered("ink", 2 * band + 1), 1);
    const Chart& chart = charts()[s.count(numbered("chart", band), 0) % charts().size()];
    for (int i = s.count(numbered("plain", band), 0); i > 0; --i) rows.push_back({ground, ground, nullptr});
    for (const char* stitches : chart) rows.push_back({ground, figure, stitches});
  }
  return rows;
}

Print stitched(const Sheet& s) {
  const std::vector<Row> rows = rows_of(s);
  return s.cover([&](double x, double y) {
    const Row& row = rows[static_cast<std::size_t>(y * static_cast<double>(rows.size()))];
    if (row.stitches == nullptr) return row.ground;
    const auto width = std::char_traits<char>::length(row.stitches);
    const bool figure = row.stitches[static_cast<std::size_t>(x * kStitchesAcross) % width] == '#';
    return figure ? row.figure : row.ground;
  });
}

}  // namespace

std::vector<int> chart_heights() {
  std::vector<int> heights;
  for (const Chart& chart : charts()) heights.push_back(static_cast<int>(chart.size()));
  return heights;
}

std::map<std::string, Drawer> stitch_drawers() {
  return {{"stitched", stitched}};
}

}  // namespace toile::weave
