#include "toile/data/checkpoint.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/data/pickle.hpp"
#include "toile/data/storage.hpp"
#include "toile/data/zip_archive.hpp"

namespace toile::data {
namespace {

using Kind = PickleValue::Kind;

/// The bytes of the storage that has this key.
using BytesOf = std::function<std::span<const std::byte>(const std::string& key)>;

constexpr std::uint64_t kMaxNumbers = 1ULL << 28;
constexpr std::size_t kMaxName = 200;
constexpr std::string_view kPickleName = "data.pkl";
constexpr std::string_view kRubbish = "__MACOSX/";
constexpr const char* kForeign = "a tensor in it is not described as PyTorch does";
constexpr const char* kOrderedDict = "collections OrderedDict";
constexpr const char* kTensor = "torch._utils _rebuild_tensor_v2";
constexpr const char* kParameter = "torch._utils _rebuild_parameter";
constexpr std::string_view kZipStart = "PK\x03\x04";
constexpr std::string_view kLegacyMagic = "\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19";
constexpr std::int64_t kLegacyProtocol = 1001;

[[noreturn]] void bad_checkpoint(const std::string& why) {
  throw Error(ErrorKind::bad_file, why);
}

/// Whether `name` may stand in a sentence: ASCII that can be seen, and not too much of it.
bool is_plain(std::string_view name) {
  return name.size() <= kMaxName && std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c <= '~'; });
}

bool starts_with(std::span<const std::byte> bytes, std::string_view start) {
  return bytes.size() >= start.size() &&
         std::string_view(reinterpret_cast<const char*>(bytes.data()), start.size()) == start;
}

bool calls(const Pickle& pickle, const PickleValue& value, const char* global) {
  return value.kind == Kind::call && pickle[value.callee].kind == Kind::global && pickle[value.callee].text == global;
}

bool is_dict(const Pickle& pickle, const PickleValue& value) {
  return value.kind == Kind::dict || calls(pickle, value, kOrderedDict);
}

/// Element `index` of the tuple `tuple`.
const PickleValue& element(const Pickle& pickle, const PickleValue& tuple, std::size_t index, Kind kind) {
  if (tuple.kind != Kind::tuple || index >= tuple.items.size() || pickle[tuple.items[index]].kind != kind) {
    bad_checkpoint(kForeign);
  }
  return pickle[tuple.items[index]];
}

/// What a persistent id says: ('storage', torch.FloatStorage, key, device, count[, view]).
Storage storage_of(const Pickle& pickle, const PickleValue& value) {
  const PickleValue& id = pickle[value.callee];
  const bool is_view = id.items.size() > 5 && pickle[id.items[5]].kind != Kind::opaque;
  const std::string& key = element(pickle, id, 2, Kind::text).text;
  if (element(pickle, id, 0, Kind::text).text != "storage" || is_view || !is_plain(key)) bad_checkpoint(kForeign);
  return {.key = key,
          .type = number_type(element(pickle, id, 1, Kind::global).text),
          .count = element(pickle, id, 4, Kind::integer).integer};
}

std::vector<std::int64_t> integers(const Pickle& pickle, const PickleValue& tuple) {
  std::vector<std::int64_t> numbers;
  for (std::size_t i = 0; i < tuple.items.size(); ++i) {
    numbers.push_back(element(pickle, tuple, i, Kind::integer).integer);
  }
  return numbers;
}

/// The call of `_rebuild_tensor_v2` behind an entry of the state dict, if it is one.
const PickleValue* tensor_call(const Pickle& pickle, const PickleValue& value) {
  if (calls(pickle, value, kTensor)) return &value;
  if (!calls(pickle, value, kParameter)) return nullptr;
  const PickleValue& inner = element(pickle, pickle[value.arguments], 0, Kind::call);
  return calls(pickle, inner, kTensor) ? &inner : nullptr;
}

/// The array that `call` describes: a view with offset, sizes and strides of a storage.
NamedArray array_of(const Pickle& pickle, const PickleValue& call, const std::string& name, const BytesOf& bytes_of) {
  const PickleValue& arguments = pickle[call.arguments];
  const Storage storage = storage_of(pickle, element(pickle, arguments, 0, Kind::persistent));
  const StorageView view{.offset = element(pickle, arguments, 1, Kind::integer).integer,
                         .sizes = integers(pickle, element(pickle, arguments, 2, Kind::tuple)),
                         .strides = integers(pickle, element(pickle, arguments, 3, Kind::tuple))};
  return {.name = name, .shape = view.sizes, .values = numbers_of(bytes_of(storage.key), storage, view, name)};
}

std::vector<NamedArray> arrays_of(const Pickle& pickle, const BytesOf& bytes_of) {
  const PickleValue* state = pickle.find(pickle.top(), "state_dict");
  if (!state) state = &pickle.top();
  if (!is_dict(pickle, *state)) bad_checkpoint("it holds no state dict");
  std::vector<NamedArray> arrays;
  std::uint64_t total = 0;
  for (std::size_t i = 0; i + 1 < state->items.size(); i += 2) {
    const PickleValue& key = pickle[state->items[i]];
    if (key.kind != Kind::text || !is_plain(key.text))
      bad_checkpoint("its state dict has an entry without a usable name");
    const PickleValue* call = tensor_call(pickle, pickle[state->items[i + 1]]);
    if (!call) bad_checkpoint("the entry " + key.text + " of its state dict is no tensor");
    arrays.push_back(array_of(pickle, *call, key.text, bytes_of));
    total += arrays.back().values.size();
    if (total > kMaxNumbers) bad_checkpoint("its tensors are larger than 1 GiB");
  }
  if (arrays.empty()) bad_checkpoint("its state dict is empty");
  return arrays;
}

/// The container since PyTorch 1.6: NAME/data.pkl, and NAME/data/KEY for each storage.
std::vector<NamedArray> parse_zip(const ZipArchive& archive, const std::string& folder) {
  const std::string order = folder + "byteorder";
  if (archive.contains(order) && !starts_with(archive.read(order), "little"))
    bad_checkpoint("its numbers are big-endian");
  const auto description = archive.read(folder + std::string(kPickleName));
  std::map<std::string, std::vector<std::byte>> read;
  return arrays_of(read_pickle(description), [&](const std::string& key) -> std::span<const std::byte> {
    if (!read.contains(key)) read[key] = archive.read(folder + "data/" + key);
    return read[key];
  });
}

/// The file before PyTorch 1.6: pickles of a magic number, the protocol, the machine, the object and the
/// storages' keys, then each storage as its count and its numbers.
std::vector<NamedArray> parse_legacy(std::span<const std::byte> bytes) {
  std::size_t at = 0;
  const auto next = [&] {
    Pickle pickle = read_pickle(bytes.subspan(at));
    at += pickle.length;
    return pickle;
  };
  if (next().top().text != kLegacyMagic) bad_checkpoint("it is no file of torch.save");
  if (next().top().integer != kLegacyProtocol) bad_checkpoint("it is of an unknown version");
  const Pickle machine = next();
  const PickleValue* little = machine.find(machine.top(), "little_endian");
  if (!little || little->integer != 1) bad_checkpoint("its numbers are big-endian");

  const Pickle object = next();
  std::map<std::string, std::size_t> widths;
  for (const PickleValue& value : object.values) {
    if (value.kind != Kind::persistent) continue;
    const Storage storage = storage_of(object, value);
    widths[storage.key] = size_of(storage.type);
  }
  const Pickle keys = next();
  std::map<std::string, std::span<const std::byte>> storages;
  for (const PickleId id : keys.top().items) {
    const std::string& key = keys[id].text;
    std::int64_t count = 0;
    if (!widths.contains(key) || bytes.size() - at < sizeof count) bad_checkpoint("its storages are cut short");
    std::memcpy(&count, bytes.data() + at, sizeof count);
    at += sizeof count;
    if (count < 0 || static_cast<std::uint64_t>(count) > (bytes.size() - at) / widths[key])
      bad_checkpoint("its storages are cut short");
    storages[key] = bytes.subspan(at, static_cast<std::size_t>(count) * widths[key]);
    at += storages[key].size();
  }
  return arrays_of(object, [&](const std::string& key) {
    const auto found = storages.find(key);
    if (found == storages.end()) bad_checkpoint("it lacks the storage " + key);
    return found->second;
  });
}

enum class Wrapping { allowed, done };

std::vector<NamedArray> parse(std::span<const std::byte> bytes, Wrapping wrapping) {
  if (!starts_with(bytes, kZipStart)) {
    if (!starts_with(bytes, "\x80")) bad_checkpoint("it is neither a zip archive nor a pickle");
    return parse_legacy(bytes);
  }
  const ZipArchive archive(bytes);
  std::vector<std::string> files;
  for (const std::string& name : archive.names()) {
    if (name.ends_with(kPickleName) && !is_plain(name)) bad_checkpoint("it has an entry without a usable name");
    const bool in_root = name == kPickleName, in_folder = name.ends_with("/" + std::string(kPickleName));
    if (in_root || in_folder) return parse_zip(archive, name.substr(0, name.size() - kPickleName.size()));
    if (!name.ends_with('/') && !name.starts_with(kRubbish)) files.push_back(name);
  }
  if (wrapping == Wrapping::done || files.size() != 1)
    bad_checkpoint("it is a zip archive, but not one with a checkpoint in it");
  return parse(archive.read(files[0]), Wrapping::done);
}

}  // namespace

std::vector<NamedArray> parse_checkpoint(std::span<const std::byte> bytes) {
  return parse(bytes, Wrapping::allowed);
}

std::vector<NamedArray> read_checkpoint(const std::filesystem::path& path) {
  const MappedFile file(path);
  try {
    return parse_checkpoint(file.bytes());
  } catch (const Error& problem) {
    throw Error(ErrorKind::bad_file, path.string() + " is not a usable PyTorch checkpoint: " + problem.what());
  }
}

}  // namespace toile::data
