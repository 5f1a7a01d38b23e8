#include "toile/nets/weights.hpp"

#include <torch/torch.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

#include "toile/base/error.hpp"
#include "toile/base/files.hpp"
#include "toile/base/safetensors.hpp"

namespace toile::nets {
namespace {

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

at::Tensor tensor_of(const TensorEntry& entry, std::span<const std::byte> data) {
  const auto known = std::find_if(kDtypes.begin(), kDtypes.end(), [&](const auto& d) { return entry.dtype == d.name; });
  at::Tensor tensor = at::empty(entry.shape, known->type);
  if (entry.end > entry.begin) std::memcpy(tensor.data_ptr(), data.data() + entry.begin, entry.end - entry.begin);
  return tensor;
}

}  // namespace

void write_weights(const std::filesystem::path& path, const Weights& weights, Storage storage) {
  std::vector<at::Tensor> stored;
  Json header;
  header.set("__metadata__", Json::Object{{"format", kWeightsFormat},
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
  WeightsHeader header = read_weights_header(file.bytes(), path, kind);
  Weights weights{std::move(header.kind), std::move(header.config), std::move(header.card), {}};
  for (const auto& [name, entry] : header.tensors) {
    weights.tensors.emplace(name, tensor_of(entry, file.bytes().subspan(header.data)));
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
