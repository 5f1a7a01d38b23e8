#include "toile/base/safetensors.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"

namespace toile {
namespace {

constexpr std::uint64_t kMostWeightsHeader = 16ULL << 20;

struct Dtype {
  const char* name;
  std::uint64_t bytes;
};
constexpr std::array<Dtype, 7> kDtypes = {
    {{"F32", 4}, {"F16", 2}, {"BF16", 2}, {"F64", 8}, {"I64", 8}, {"I32", 4}, {"U8", 1}}};

[[noreturn]] void bad(const std::filesystem::path& path, const std::string& why) {
  throw Error(ErrorKind::bad_file, path.string() + " is not a usable weights file: " + why);
}

/// One tensor, checked against the `available` bytes of data.
TensorEntry entry_of(const std::string& name, const Json& json, std::size_t available,
                     const std::filesystem::path& path) {
  TensorEntry entry{.dtype = json.at("dtype").string(), .shape = {}};
  const auto known =
      std::find_if(kDtypes.begin(), kDtypes.end(), [&](const Dtype& d) { return entry.dtype == d.name; });
  if (known == kDtypes.end()) bad(path, "tensor " + name + " has the unknown type " + entry.dtype);
  std::uint64_t bytes = known->bytes;
  for (const Json& size : json.at("shape").array()) {
    const std::int64_t length = size.integer();
    if (length < 0 || (length > 0 && bytes > available / static_cast<std::uint64_t>(length))) {
      bad(path, "tensor " + name + " is larger than the file");
    }
    bytes *= static_cast<std::uint64_t>(length);
    entry.shape.push_back(length);
  }
  const auto& offsets = json.at("data_offsets").array();
  if (offsets.size() != 2) bad(path, "tensor " + name + " needs two data_offsets");
  const std::int64_t begin = offsets[0].integer(), end = offsets[1].integer();
  if (begin < 0 || end < begin || static_cast<std::uint64_t>(end) > available ||
      static_cast<std::uint64_t>(end - begin) != bytes) {
    bad(path, "the bytes of tensor " + name + " don't fit its shape, or the file is cut short");
  }
  entry.begin = static_cast<std::size_t>(begin);
  entry.end = static_cast<std::size_t>(end);
  return entry;
}

}  // namespace

std::int64_t TensorEntry::count() const {
  std::int64_t product = 1;
  for (const std::int64_t length : shape) product *= length;
  return product;
}

std::int64_t WeightsHeader::count() const {
  std::int64_t sum = 0;
  for (const auto& [name, entry] : tensors) sum += entry.count();
  return sum;
}

WeightsHeader read_weights_header(std::span<const std::byte> file, const std::filesystem::path& path,
                                  const std::string& kind) {
  std::uint64_t length = 0;
  if (file.size() < sizeof length) bad(path, "it is shorter than a header");
  std::memcpy(&length, file.data(), sizeof length);
  if (length > kMostWeightsHeader || length > file.size() - sizeof length) bad(path, "it has no safetensors header");

  WeightsHeader header;
  header.data = sizeof length + length;
  try {
    const Json json = Json::parse({reinterpret_cast<const char*>(file.data()) + sizeof length, length});
    const Json* metadata = json.find("__metadata__");
    if (!metadata || !metadata->find("kind")) bad(path, "it doesn't say what kind of net it holds");
    if (metadata->at("format").string() != kWeightsFormat)
      bad(path, "its format is not " + std::string(kWeightsFormat));
    header.kind = metadata->at("kind").string();
    header.config = Json::parse(metadata->at("config").string());
    header.card = Json::parse(metadata->at("card").string());
    if (!kind.empty() && header.kind != kind) bad(path, "it holds a " + header.kind + ", a " + kind + " is needed");
    for (const auto& [name, entry] : json.object()) {
      if (name == "__metadata__") continue;
      header.tensors.emplace(name, entry_of(name, entry, file.size() - header.data, path));
    }
  } catch (const Error& problem) {
    const std::string sentence = problem.what();
    if (sentence.find(path.string()) != std::string::npos) throw;
    bad(path, sentence);
  }
  return header;
}

WeightsHeader read_weights_header(const std::filesystem::path& path, const std::string& kind) {
  const MappedFile file(path);
  return read_weights_header(file.bytes(), path, kind);
}

}  // namespace toile
