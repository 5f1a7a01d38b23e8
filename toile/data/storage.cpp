#include "toile/data/storage.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

#include "toile/base/error.hpp"

namespace toile::data {
namespace {

constexpr std::int64_t kMaxNumbers = 1LL << 28;
constexpr std::size_t kMaxRank = 8;

struct Class {
  const char* global;
  NumberType type;
};
constexpr std::array<Class, 10> kClasses = {{{"torch FloatStorage", NumberType::float32},
                                             {"torch HalfStorage", NumberType::float16},
                                             {"torch BFloat16Storage", NumberType::bfloat16},
                                             {"torch DoubleStorage", NumberType::float64},
                                             {"torch LongStorage", NumberType::int64},
                                             {"torch IntStorage", NumberType::int32},
                                             {"torch ShortStorage", NumberType::int16},
                                             {"torch CharStorage", NumberType::int8},
                                             {"torch ByteStorage", NumberType::uint8},
                                             {"torch BoolStorage", NumberType::uint8}}};

/// IEEE 754 binary16: sign, 5 bits of exponent, 10 of mantissa.
float from_half(std::uint16_t bits) {
  const int exponent = bits >> 10 & 31, mantissa = bits & 1023;
  float magnitude = std::ldexp(static_cast<float>(1024 + mantissa), exponent - 25);
  if (exponent == 0) magnitude = std::ldexp(static_cast<float>(mantissa), -24);
  if (exponent == 31) {
    magnitude = mantissa ? std::numeric_limits<float>::quiet_NaN() : std::numeric_limits<float>::infinity();
  }
  return bits >> 15 ? -magnitude : magnitude;
}

template <class Number>
Number load(const std::byte* at) {
  Number number;
  std::memcpy(&number, at, sizeof number);
  return number;
}

float number_at(const std::byte* at, NumberType type) {
  switch (type) {
    case NumberType::float32:
      return load<float>(at);
    case NumberType::float16:
      return from_half(load<std::uint16_t>(at));
    case NumberType::bfloat16:
      return std::bit_cast<float>(static_cast<std::uint32_t>(load<std::uint16_t>(at)) << 16);
    case NumberType::float64:
      return static_cast<float>(load<double>(at));
    case NumberType::int64:
      return static_cast<float>(load<std::int64_t>(at));
    case NumberType::int32:
      return static_cast<float>(load<std::int32_t>(at));
    case NumberType::int16:
      return load<std::int16_t>(at);
    case NumberType::int8:
      return load<std::int8_t>(at);
    case NumberType::uint8:
      return load<std::uint8_t>(at);
  }
  throw std::logic_error("a number of no type");
}

/// How many numbers the view has. All of them are inside of a storage of `count` numbers.
std::int64_t checked_count(const StorageView& view, std::int64_t count, const std::string& name) {
  const auto bad = [&](const char* why) { return Error(ErrorKind::bad_file, "tensor " + name + " of it " + why); };
  if (view.sizes.size() != view.strides.size() || view.sizes.size() > kMaxRank) throw bad("has a shape that can't be");
  if (view.offset < 0 || view.offset > count) throw bad("lies outside of its storage");
  std::int64_t numbers = 1, last = view.offset;
  for (std::size_t i = 0; i < view.sizes.size(); ++i) {
    const std::int64_t size = view.sizes[i], stride = view.strides[i];
    if (size < 0 || stride < 0) throw bad("has a shape that can't be");
    if (size > 0 && numbers > kMaxNumbers / size) throw bad("is larger than 1 GiB");
    numbers *= size;
    if (size < 2) continue;
    if (stride > count) throw bad("lies outside of its storage");
    last += (size - 1) * stride;
  }
  if (numbers > 0 && last >= count) throw bad("lies outside of its storage");
  return numbers;
}

}  // namespace

NumberType number_type(const std::string& global) {
  for (const auto& [name, type] : kClasses) {
    if (global == name) return type;
  }
  throw Error(ErrorKind::bad_file, "it has a storage of an unknown type");
}

std::size_t size_of(NumberType type) {
  switch (type) {
    case NumberType::float64:
    case NumberType::int64:
      return 8;
    case NumberType::float32:
    case NumberType::int32:
      return 4;
    case NumberType::int8:
    case NumberType::uint8:
      return 1;
    default:
      return 2;
  }
}

std::vector<float> numbers_of(std::span<const std::byte> bytes, const Storage& storage, const StorageView& view,
                              const std::string& name) {
  const std::size_t width = size_of(storage.type);
  if (storage.count < 0 || bytes.size() % width != 0 ||
      bytes.size() / width != static_cast<std::uint64_t>(storage.count)) {
    throw Error(ErrorKind::bad_file, "the storage of tensor " + name + " is not as large as it says");
  }
  std::vector<float> values(static_cast<std::size_t>(checked_count(view, storage.count, name)));
  std::array<std::int64_t, kMaxRank> index{};
  std::int64_t at = view.offset;
  for (float& value : values) {
    value = number_at(bytes.data() + static_cast<std::size_t>(at) * width, storage.type);
    for (std::size_t axis = view.sizes.size(); axis-- > 0;) {  // the next place, as an odometer counts
      at += view.strides[axis];
      if (++index[axis] < view.sizes[axis]) break;
      at -= view.strides[axis] * view.sizes[axis];
      index[axis] = 0;
    }
  }
  return values;
}

}  // namespace toile::data
