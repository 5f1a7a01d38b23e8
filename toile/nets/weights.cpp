#include "toile/nets/weights.hpp"

#include <torch/torch.h>

#include <array>
#include <cstring>
#include <limits>
#include <span>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"

namespace toile::nets {
namespace {

constexpr std::uint64_t kMaxHeader = 16ULL << 20;
constexpr const char* kFormat = "toile-1";

struct DtypeName {
  const char* name;
  at::ScalarType type;
};
constexpr std::array<DtypeName, 7> kDtypes = {{{"F32", at::kFloat},
                                               {"F16", at::kHalf},
                                               {"BF16", at::kBFloat16},
                                               {"F64", at::kDouble},
                                               {"I64", at::kLong},
                                               {"I32", at::kInt},
                                               {"U8", at::kByte}}};

const char* name_of(at::ScalarType type) {
  for (const auto& [name, known] : kDtypes) {
    if (known == type) return name;
  }
  throw std::logic_error("a tensor of a dtype that weights files don't have");
}

[[noreturn]] void bad(const std::filesystem::path& path, const std::string& why) {
  throw Error(ErrorKind::bad_file, path.string() + " is not a usable weights file: " + why);
}

std::span<const std::byte> bytes_of(const at::Tensor& tensor) {
  return {static_cast<const std::byte*>(tensor.data_ptr()), tensor.nbytes()};
}

at::Tensor to_stored(const at::Tensor& tensor, Storage storage) {
  const at::Tensor plain = tensor.detach().cpu().contiguous();
  return storage == Storage::fp16 && plain.is_floating_point() ? plain.to(at::kHalf) : plain;
}

std::string shape_text(at::IntArrayRef shape) {
  std::string text;
  for (const auto size : shape) text += (text.empty() ? "" : "x") + std::to_string(size);
  return text.empty() ? "scalar" : text;
}

/// One tensor of the file, checked against the bytes that are there.
at::Tensor read_tensor(const std::string& name, const Json& entry, std::span<const std::byte> data,
                       const std::filesystem::path& path) {
  const std::string& dtype = entry.at("dtype").string();
  const auto known = std::find_if(kDtypes.begin(), kDtypes.end(), [&](const auto& d) { return dtype == d.name; });
  if (known == kDtypes.end()) bad(path, "tensor " + name + " has the unknown type " + dtype);

  std::vector<std::int64_t> shape;
  std::uint64_t bytes = at::elementSize(known->type);
  for (const Json& size : entry.at("shape").array()) {
    const std::int64_t length = size.integer();
    if (length < 0 || (length > 0 && bytes > data.size() / static_cast<std::uint64_t>(length))) {
      bad(path, "tensor " + name + " is larger than the file");
    }
    bytes *= static_cast<std::uint64_t>(length);
    shape.push_back(length);
  }
  const auto& offsets = entry.at("data_offsets").array();
  if (offsets.size() != 2) bad(path, "tensor " + name + " needs two data_offsets");
  const std::int64_t begin = offsets[0].integer();
  const std::int64_t end = offsets[1].integer();
  if (begin < 0 || end < begin || static_cast<std::uint64_t>(end) > data.size() ||
      static_cast<std::uint64_t>(end - begin) != bytes) {
    bad(path, "the bytes of tensor " + name + " don't fit its shape, or the file is cut short");
  }
  at::Tensor tensor = at::empty(shape, known->type);
  if (bytes > 0) std::memcpy(tensor.data_ptr(), data.data() + begin, bytes);
  return tensor;
}

}  // namespace

void write_weights(const std::filesystem::path& path, const Weights& weights, Storage storage) {
  std::vector<at::Tensor> stored;
  Json header;
  header.set("__metadata__", Json::Object{{"format", kFormat},
                                          {"kind", weights.kind},
                                          {"config", weights.config.dump()},
                                          {"card", weights.card.dump()}});
  std::uint64_t offset = 0;
  for (const auto& [name, tensor] : weights.tensors) {
    const at::Tensor plain = stored.emplace_back(to_stored(tensor, storage));
    Json::Array shape;
    for (const std::int64_t size : plain.sizes()) shape.emplace_back(size);
    const std::uint64_t end = offset + plain.nbytes();
    header.set(name, Json::Object{{"dtype", name_of(plain.scalar_type())},
                                  {"shape", std::move(shape)},
                                  {"data_offsets", Json::Array{offset, end}}});
    offset = end;
  }
  std::string text = header.dump();
  text.resize((text.size() + 7) / 8 * 8, ' ');  // the format asks for aligned data
  const std::uint64_t length = text.size();

  AtomicFile file(path);
  file.write(std::as_bytes(std::span(&length, 1)));
  file.write(text);
  for (const at::Tensor& tensor : stored) file.write(bytes_of(tensor));
  file.commit();
}

Weights read_weights(const std::filesystem::path& path, const std::string& kind) {
  const MappedFile file(path);
  const std::span<const std::byte> all = file.bytes();
  std::uint64_t length = 0;
  if (all.size() < sizeof length) bad(path, "it is shorter than a header");
  std::memcpy(&length, all.data(), sizeof length);
  if (length > kMaxHeader || length > all.size() - sizeof length) bad(path, "it has no safetensors header");

  Weights weights;
  try {
    const Json header = Json::parse({reinterpret_cast<const char*>(all.data()) + sizeof length, length});
    const Json* metadata = header.find("__metadata__");
    if (!metadata || !metadata->find("kind")) bad(path, "it doesn't say what kind of net it holds");
    if (metadata->at("format").string() != kFormat) bad(path, "its format is not " + std::string(kFormat));
    weights.kind = metadata->at("kind").string();
    weights.config = Json::parse(metadata->at("config").string());
    weights.card = Json::parse(metadata->at("card").string());
    if (!kind.empty() && weights.kind != kind) bad(path, "it holds a " + weights.kind + ", a " + kind + " is needed");
    const std::span<const std::byte> data = all.subspan(sizeof length + length);
    for (const auto& [name, entry] : header.object()) {
      if (name != "__metadata__") weights.tensors.emplace(name, read_tensor(name, entry, data, path));
    }
  } catch (const Error& problem) {
    const std::string sentence = problem.what();
    if (sentence.find(path.string()) != std::string::npos) throw;
    bad(path, sentence);
  }
  return weights;
}

std::map<std::string, at::Tensor> tensors_of(const torch::nn::Module& module) {
  std::map<std::string, at::Tensor> tensors;
  for (const auto& item : module.named_parameters()) tensors[item.key()] = item.value().detach().cpu();
  for (const auto& item : module.named_buffers()) tensors[item.key()] = item.value().detach().cpu();
  return tensors;
}

void load_tensors(torch::nn::Module& module, const std::map<std::string, at::Tensor>& tensors,
                  const std::string& origin) {
  const torch::NoGradGuard no_grad;
  std::size_t used = 0;
  const auto load = [&](const std::string& name, at::Tensor own) {
    const auto found = tensors.find(name);
    if (found == tensors.end()) throw Error(ErrorKind::bad_file, origin + " lacks the tensor " + name);
    if (found->second.sizes() != own.sizes()) {
      throw Error(ErrorKind::bad_file, "tensor " + name + " of " + origin + " is " + shape_text(found->second.sizes()) +
                                           ", " + shape_text(own.sizes()) + " is needed");
    }
    own.copy_(found->second);
    ++used;
  };
  for (auto& item : module.named_parameters()) load(item.key(), item.value());
  for (auto& item : module.named_buffers()) load(item.key(), item.value());
  if (used == tensors.size()) return;
  const auto names = tensors_of(module);
  for (const auto& [name, tensor] : tensors) {
    if (!names.contains(name)) throw Error(ErrorKind::bad_file, origin + " has the unknown tensor " + name);
  }
}

void add_with_prefix(Tensors& all, const std::string& prefix, const Tensors& some) {
  for (const auto& [name, tensor] : some) all[prefix + name] = tensor;
}

Tensors with_prefix(const Tensors& all, const std::string& prefix) {
  Tensors some;
  for (const auto& [name, tensor] : all) {
    if (name.starts_with(prefix)) some[name.substr(prefix.size())] = tensor;
  }
  return some;
}

}  // namespace toile::nets
