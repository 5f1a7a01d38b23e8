#include "toile/data/npz.hpp"

#include <cstring>
#include <string_view>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/data/zip_archive.hpp"

namespace toile::data {
namespace {

constexpr std::uint64_t kMaxBytes = 1ULL << 30;

constexpr std::string_view kSuffix = ".npy";

[[noreturn]] void bad_npz(const std::string& why) {
  throw Error(ErrorKind::bad_file, why);
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
NamedArray parse_npy(const std::string& name, std::string_view bytes) {
  if (bytes.size() < 10 || bytes.compare(0, 6, "\x93NUMPY") != 0 || bytes[6] != 1) bad_npz(name + " is no array");
  const std::size_t length =
      static_cast<unsigned char>(bytes[8]) + 256 * static_cast<std::size_t>(static_cast<unsigned char>(bytes[9]));
  if (bytes.size() < 10 + length) bad_npz(name + " is cut short");
  const std::string header(bytes.substr(10, length));
  if (header.find("'<f4'") == std::string::npos || header.find("'fortran_order': False") == std::string::npos) {
    bad_npz(name + " is not float32 in C order");
  }
  NamedArray array{.name = name, .shape = shape_in(header), .values = {}};
  std::uint64_t count = 1;
  for (const std::int64_t size : array.shape) {
    if (size < 0 || size > 1 << 24) bad_npz(name + " has a shape that can't be");
    count *= static_cast<std::uint64_t>(size);
    if (count > kMaxBytes) bad_npz(name + " is too large");
  }
  if (bytes.size() - 10 - length != 4 * count) bad_npz(name + " has not as many numbers as its shape says");
  array.values.resize(count);
  std::memcpy(array.values.data(), bytes.data() + 10 + length, 4 * count);
  return array;
}

}  // namespace

std::vector<NamedArray> read_npz(const std::filesystem::path& path) {
  const MappedFile file(path);
  try {
    const ZipArchive archive(file.bytes());
    std::vector<NamedArray> arrays;
    for (const std::string& name : archive.names()) {
      if (!name.ends_with(kSuffix)) continue;
      const std::vector<std::byte> bytes = archive.read(name);
      arrays.push_back(parse_npy(name.substr(0, name.size() - kSuffix.size()),
                                 {reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
    }
    return arrays;
  } catch (const Error& problem) {
    throw Error(ErrorKind::bad_file, path.string() + " is not a usable .npz file: " + problem.what());
  }
}

}  // namespace toile::data
