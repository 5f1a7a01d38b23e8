#pragma once
/// Checkpoints as PyTorch writes them, made byte by byte.

#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "tests/stand_in.hpp"
#include "toile/base/named_array.hpp"

namespace toile::test {

/// `number` as `size` bytes, little-endian.
inline std::string bytes_of(std::uint64_t number, std::size_t size) {
  std::string bytes;
  for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(number >> (8 * i) & 255);
  return bytes;
}

inline std::string bytes_of(const std::vector<float>& values) {
  std::string bytes(4 * values.size(), '\0');
  std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

using Entries = std::vector<std::pair<std::string, std::string>>;

/// Parts of a pickle: the bytes that push a value.
namespace pickle {

inline std::string text(const std::string& s) {
  return "X" + bytes_of(s.size(), 4) + s;
}
inline std::string integer(std::int64_t n) {
  return "J" + bytes_of(static_cast<std::uint64_t>(n), 4);
}
inline std::string global(const std::string& module, const std::string& name) {
  return "c" + module + "\n" + name + "\n";
}
inline std::string call(const std::string& function, const std::string& arguments) {
  return function + arguments + "R";
}

inline std::string tuple(const std::vector<std::string>& values) {
  std::string bytes = "(";
  for (const std::string& value : values) bytes += value;
  return bytes + "t";
}

inline std::string integers(const std::vector<std::int64_t>& numbers) {
  std::vector<std::string> values;
  for (const std::int64_t n : numbers) values.push_back(integer(n));
  return tuple(values);
}

/// Entries added to `container`, which is an empty dict or a call that makes one.
inline std::string filled(const std::string& container, const Entries& entries) {
  std::string bytes = container + "(";
  for (const auto& [key, value] : entries) bytes += text(key) + value;
  return bytes + "u";
}

inline std::string dict(const Entries& entries) {
  return filled("}", entries);
}
inline std::string ordered_dict(const Entries& entries = {}) {
  const std::string empty = call(global("collections", "OrderedDict"), ")");
  return entries.empty() ? empty : filled(empty, entries);
}

struct Tensor {
  std::string storage = "FloatStorage", key = "0";
  std::int64_t count = 0, offset = 0;
  std::vector<std::int64_t> sizes, strides;
};

inline std::string tensor(const Tensor& t) {
  const std::string id =
      tuple({text("storage"), global("torch", t.storage), text(t.key), text("cpu"), integer(t.count), "N"});
  return call(global("torch._utils", "_rebuild_tensor_v2"),
              tuple({id + "Q", integer(t.offset), integers(t.sizes), integers(t.strides), "\x89", ordered_dict()}));
}

inline std::string whole(const std::string& value) {
  return "\x80\x02" + value + ".";
}

}  // namespace pickle

/// A zip archive of `files`, not compressed.
inline std::string zip_of(const Entries& files) {
  std::string bytes, directory;
  for (const auto& [name, content] : files) {
    const std::string facts = bytes_of(20, 2) + bytes_of(0, 8) + bytes_of(crc32(content), 4) +
                              bytes_of(content.size(), 4) + bytes_of(content.size(), 4) + bytes_of(name.size(), 2) +
                              bytes_of(0, 2);
    directory += "PK\x01\x02" + bytes_of(20, 2) + facts + std::string(10, '\0') + bytes_of(bytes.size(), 4) + name;
    bytes += "PK\x03\x04" + facts + name + content;
  }
  return bytes + directory + "PK\x05\x06" + bytes_of(0, 4) + bytes_of(files.size(), 2) + bytes_of(files.size(), 2) +
         bytes_of(directory.size(), 4) + bytes_of(bytes.size(), 4) + bytes_of(0, 2);
}

/// What torch.save writes since PyTorch 1.6; `storages` by key.
inline std::string zip_checkpoint(const std::string& object, const Entries& storages) {
  Entries files = {{"net/data.pkl", pickle::whole(object)}};
  for (const auto& [key, content] : storages) files.emplace_back("net/data/" + key, content);
  files.emplace_back("net/version", "3\n");
  return zip_of(files);
}

/// What it wrote before; the storages hold numbers of `width` bytes.
inline std::string legacy_checkpoint(const std::string& object, const Entries& storages, std::size_t width = 4) {
  std::string keys = "](", contents;
  for (const auto& [key, content] : storages) {
    keys += pickle::text(key);
    contents += bytes_of(content.size() / width, 8) + content;
  }
  return pickle::whole(std::string("\x8a\x0a") + "\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19") +
         pickle::whole("M\xe9\x03") + pickle::whole(pickle::dict({{"little_endian", "\x88"}})) + pickle::whole(object) +
         pickle::whole(keys + "e") + contents;
}

/// A state dict of `arrays`, as its pickle and its storages.
inline std::pair<std::string, Entries> state_dict(const std::vector<NamedArray>& arrays,
                                                  const std::string& prefix = "") {
  Entries entries, storages;
  for (const NamedArray& array : arrays) {
    const std::string key = std::to_string(storages.size());
    std::vector<std::int64_t> strides(array.shape.size());
    std::int64_t stride = 1;
    for (std::size_t i = strides.size(); i-- > 0; stride *= array.shape[i]) strides[i] = stride;
    entries.emplace_back(prefix + array.name, pickle::tensor({.key = key,
                                                              .count = static_cast<std::int64_t>(array.values.size()),
                                                              .sizes = array.shape,
                                                              .strides = strides}));
    storages.emplace_back(key, bytes_of(array.values));
  }
  return {pickle::ordered_dict(entries), storages};
}

}  // namespace toile::test
