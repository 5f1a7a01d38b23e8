#include "toile/data/npz.hpp"

#include <zip.h>

#include <cstring>
#include <memory>

#include "toile/base/error.hpp"

namespace toile::data {
namespace {

constexpr std::uint64_t kMaxBytes = 1ULL << 30;

struct Closer {
  void operator()(zip_t* archive) const { zip_discard(archive); }
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

[[noreturn]] void bad(const std::filesystem::path& path, const std::string& why) {
  throw Error(ErrorKind::bad_file, path.string() + " is not a usable .npz file: " + why);
}

/// The numbers of "(96, 1, 1, 16)" in a .npy header.
std::vector<std::int64_t> shape_in(const std::string& header) {
  std::vector<std::int64_t> shape;
  const auto open = header.find('(', header.find("'shape'")), close = header.find(')', open);
  if (open == std::string::npos || close == std::string::npos) return {-1};
  for (auto at = open + 1; at < close;) {
    if (header[at] < '0' || header[at] > '9') {
      ++at;
      continue;
    }
    std::size_t used = 0;
    shape.push_back(std::stoll(header.substr(at, 12), &used));
    at += used;
  }
  return shape;
}

/// The .npy format, version 1: magic, version, header length (2 bytes), header, data.
NamedArray parse_npy(const std::string& name, const std::string& bytes, const std::filesystem::path& path) {
  if (bytes.size() < 10 || bytes.compare(0, 6, "\x93NUMPY") != 0 || bytes[6] != 1) bad(path, name + " is no array");
  const std::size_t length =
      static_cast<unsigned char>(bytes[8]) + 256 * static_cast<std::size_t>(static_cast<unsigned char>(bytes[9]));
  if (bytes.size() < 10 + length) bad(path, name + " is cut short");
  const std::string header = bytes.substr(10, length);
  if (header.find("'<f4'") == std::string::npos || header.find("'fortran_order': False") == std::string::npos) {
    bad(path, name + " is not float32 in C order");
  }
  NamedArray array{.name = name, .shape = shape_in(header), .values = {}};
  std::uint64_t count = 1;
  for (const std::int64_t size : array.shape) {
    if (size < 0 || size > 1 << 24) bad(path, name + " has a shape that can't be");
    count *= static_cast<std::uint64_t>(size);
    if (count > kMaxBytes) bad(path, name + " is too large");
  }
  if (bytes.size() - 10 - length != 4 * count) bad(path, name + " has not as many numbers as its shape says");
  array.values.resize(count);
  std::memcpy(array.values.data(), bytes.data() + 10 + length, 4 * count);
  return array;
}

}  // namespace

std::vector<NamedArray> read_npz(const std::filesystem::path& path) {
  int problem = 0;
  const std::unique_ptr<zip_t, Closer> archive(zip_open(path.c_str(), ZIP_RDONLY, &problem));
  if (!archive) {
    const bool missing = problem == ZIP_ER_NOENT || problem == ZIP_ER_OPEN;
    if (missing) throw Error(ErrorKind::not_found, "can't open " + path.string());
    bad(path, "it is no zip archive");
  }
  std::vector<NamedArray> arrays;
  std::uint64_t total = 0;
  for (zip_int64_t i = 0; i < zip_get_num_entries(archive.get(), 0); ++i) {
    zip_stat_t info{};
    if (zip_stat_index(archive.get(), static_cast<zip_uint64_t>(i), 0, &info) != 0) bad(path, "an entry is damaged");
    std::string name = info.name;
    total += info.size;
    if (!name.ends_with(".npy")) continue;
    if (total > kMaxBytes) bad(path, "it holds more than 1 GiB");
    const std::unique_ptr<zip_file_t, Closer> file(zip_fopen_index(archive.get(), static_cast<zip_uint64_t>(i), 0));
    std::string bytes(info.size, '\0');
    if (!file || zip_fread(file.get(), bytes.data(), bytes.size()) != static_cast<zip_int64_t>(bytes.size())) {
      bad(path, name + " can't be unpacked");
    }
    name.resize(name.size() - 4);
    arrays.push_back(parse_npy(name, bytes, path));
  }
  return arrays;
}

}  // namespace toile::data
