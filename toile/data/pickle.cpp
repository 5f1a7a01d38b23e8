#include "toile/data/pickle.hpp"

#include <cstring>
#include <unordered_map>
#include <utility>

#include "toile/base/error.hpp"

namespace toile::data {
namespace {

using Kind = PickleValue::Kind;

constexpr std::size_t kMaxValues = 1'000'000;
constexpr std::int64_t kMaxProtocol = 5;

// clang-format off
/// The opcodes of pickletools that weights and what travels with them are made of.
enum Opcode : unsigned char {
  kMark = '(', kStop = '.', kPop = '0', kPopMark = '1', kDup = '2', kProto = 0x80, kFrame = 0x95,
  kNone = 'N', kTrue = 0x88, kFalse = 0x89, kInt4 = 'J', kInt1 = 'K', kInt2 = 'M', kLong1 = 0x8a, kFloat = 'G',
  kText4 = 'X', kText1 = 0x8c, kString4 = 'T', kString1 = 'U', kBytes4 = 'B', kBytes1 = 'C',
  kTuple = 't', kTuple0 = ')', kTuple1 = 0x85, kTuple2 = 0x86, kTuple3 = 0x87,
  kList = ']', kAppend = 'a', kAppends = 'e', kDict = '}', kSetItem = 's', kSetItems = 'u', kSet = 0x8f,
  kAddItems = 0x90,
  kGlobal = 'c', kStackGlobal = 0x93, kReduce = 'R', kNewObject = 0x81, kBuild = 'b', kPersistent = 'Q',
  kPut1 = 'q', kPut4 = 'r', kMemoize = 0x94, kGet1 = 'h', kGet4 = 'j',
};
// clang-format on

[[noreturn]] void bad_pickle(const std::string& why) {
  throw Error(ErrorKind::bad_file, why);
}

/// The stack machine that a pickle is a program for.
class Reader {
 public:
  explicit Reader(std::span<const std::byte> bytes) : bytes_(bytes) {}

  Pickle run() {
    for (auto code = static_cast<unsigned char>(number(1)); code != kStop;
         code = static_cast<unsigned char>(number(1))) {
      step(code);
    }
    pickle_.root = pop();
    pickle_.length = at_;
    return std::move(pickle_);
  }

 private:
  // clang-format off
  void step(unsigned char code) {
    switch (code) {
      case kProto:
        if (number(1) > kMaxProtocol) bad_pickle("its pickle is of an unknown protocol");
        break;
      case kFrame: text(8); break;  // a hint for streams
      case kMark: marks_.push_back(stack_.size()); break;
      case kPop: pop(); break;
      case kPopMark: take_marked(); break;
      case kDup: push_id(peek()); break;
      case kNone: push({}); break;
      case kTrue: push({.kind = Kind::boolean, .integer = 1}); break;
      case kFalse: push({.kind = Kind::boolean}); break;
      case kInt1: push({.kind = Kind::integer, .integer = number(1)}); break;
      case kInt2: push({.kind = Kind::integer, .integer = number(2)}); break;
      case kInt4: push({.kind = Kind::integer, .integer = static_cast<std::int32_t>(number(4))}); break;
      case kLong1: push(long_integer(static_cast<std::size_t>(number(1)))); break;
      case kFloat: skip(8); break;
      case kText1:
      case kString1: push({.kind = Kind::text, .text = text(length(1))}); break;
      case kText4:
      case kString4: push({.kind = Kind::text, .text = text(length(4))}); break;
      case kBytes1: skip(length(1)); break;
      case kBytes4: skip(length(4)); break;
      case kTuple: push({.kind = Kind::tuple, .items = take_marked()}); break;
      case kTuple0: push({.kind = Kind::tuple}); break;
      case kTuple1:
      case kTuple2:
      case kTuple3: push({.kind = Kind::tuple, .items = take(code - kTuple1 + 1U)}); break;
      case kList: push({.kind = Kind::list}); break;
      case kDict: push({.kind = Kind::dict}); break;
      case kSet: push({}); break;
      case kAppend: fill(take(1), 1); break;
      case kAppends:
      case kAddItems: fill(take_marked(), 1); break;
      case kSetItem: fill(take(2), 2); break;
      case kSetItems: fill(take_marked(), 2); break;
      case kGlobal: {
        const std::string module = line();
        push_global(module, line());
        break;
      }
      case kStackGlobal: {
        const std::string name = text_of(pop()), module = text_of(pop());
        push_global(module, name);
        break;
      }
      case kReduce:
      case kNewObject: {
        const PickleId arguments = pop(), callee = pop();
        push({.kind = Kind::call, .callee = callee, .arguments = arguments});
        break;
      }
      case kBuild: pop(); break;  // attributes of the value below
      case kPersistent: push({.kind = Kind::persistent, .callee = pop()}); break;
      case kPut1: memo_[static_cast<std::uint64_t>(number(1))] = peek(); break;
      case kPut4: memo_[static_cast<std::uint64_t>(number(4))] = peek(); break;
      case kMemoize: memo_[memo_.size()] = peek(); break;
      case kGet1: push_remembered(static_cast<std::uint64_t>(number(1))); break;
      case kGet4: push_remembered(static_cast<std::uint64_t>(number(4))); break;
      default: bad_pickle("its pickle has the opcode " + std::to_string(code) + ", which weights don't need");
    }
  }
  // clang-format on

  /// A little-endian number without sign.
  std::int64_t number(std::size_t size) {
    std::int64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
      value |= static_cast<std::int64_t>(std::to_integer<std::uint8_t>(next(1)[0])) << (8 * i);
    }
    return value;
  }

  std::size_t length(std::size_t size) { return static_cast<std::size_t>(number(size)); }

  std::span<const std::byte> next(std::size_t size) {
    if (size > bytes_.size() - at_) bad_pickle("its pickle is cut short");
    at_ += size;
    return bytes_.subspan(at_ - size, size);
  }

  std::string text(std::size_t size) {
    const auto bytes = next(size);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }

  std::string line() {
    std::string text;
    for (char c = static_cast<char>(number(1)); c != '\n'; c = static_cast<char>(number(1))) text += c;
    return text;
  }

  /// A two's complement number; one that doesn't fit 64 bits (PyTorch's magic number) is its bytes as text.
  PickleValue long_integer(std::size_t size) {
    const std::string bytes = text(size);
    if (size > sizeof(std::int64_t)) return {.kind = Kind::text, .text = bytes};
    std::int64_t value = size > 0 && static_cast<signed char>(bytes.back()) < 0 ? -1 : 0;
    std::memcpy(&value, bytes.data(), size);
    return {.kind = Kind::integer, .integer = value};
  }

  void skip(std::size_t size) {
    next(size);
    push({});
  }

  void push(PickleValue value) {
    if (pickle_.values.size() == kMaxValues) bad_pickle("its pickle has more than a million values");
    pickle_.values.push_back(std::move(value));
    push_id(static_cast<PickleId>(pickle_.values.size() - 1));
  }

  void push_id(PickleId id) { stack_.push_back(id); }

  void push_global(const std::string& module, const std::string& name) {
    push({.kind = Kind::global, .text = module + " " + name});
  }

  void push_remembered(std::uint64_t key) {
    const auto found = memo_.find(key);
    if (found == memo_.end()) bad_pickle("its pickle refers to a value that isn't there");
    push_id(found->second);
  }

  /// Values below the last mark can't be reached before the mark is taken.
  std::size_t depth() const { return stack_.size() - (marks_.empty() ? 0 : marks_.back()); }

  PickleId peek() const {
    if (depth() == 0) bad_pickle("its pickle takes a value from an empty stack");
    return stack_.back();
  }

  PickleId pop() {
    const PickleId id = peek();
    stack_.pop_back();
    return id;
  }

  std::vector<PickleId> take(std::size_t count) {
    if (depth() < count) bad_pickle("its pickle takes a value from an empty stack");
    const std::vector<PickleId> ids(stack_.end() - static_cast<std::ptrdiff_t>(count), stack_.end());
    stack_.resize(stack_.size() - count);
    return ids;
  }

  std::vector<PickleId> take_marked() {
    if (marks_.empty()) bad_pickle("its pickle has no mark where one is needed");
    auto ids = take(depth());
    marks_.pop_back();
    return ids;
  }

  const std::string& text_of(PickleId id) const {
    if (pickle_[id].kind != Kind::text) bad_pickle("its pickle has no name where one is needed");
    return pickle_[id].text;
  }

  /// Adds `items`, in groups of `group`, to the list or dict on top of the stack.
  void fill(const std::vector<PickleId>& items, std::size_t group) {
    PickleValue& container = pickle_.values[peek()];
    const bool fits = container.kind == (group == 1 ? Kind::list : Kind::dict) || container.kind == Kind::call ||
                      container.kind == Kind::opaque;
    if (!fits || items.size() % group != 0) bad_pickle("its pickle adds to something that is no list or dict");
    if (container.kind == Kind::opaque || (container.kind == Kind::call && group == 1)) return;
    container.items.insert(container.items.end(), items.begin(), items.end());
  }

  std::span<const std::byte> bytes_;
  std::size_t at_ = 0;
  Pickle pickle_;
  std::vector<PickleId> stack_;
  std::vector<std::size_t> marks_;
  std::unordered_map<std::uint64_t, PickleId> memo_;
};

}  // namespace

const PickleValue* Pickle::find(const PickleValue& dict, const std::string& key) const {
  if (dict.kind != Kind::dict && dict.kind != Kind::call) return nullptr;
  for (std::size_t i = 0; i + 1 < dict.items.size(); i += 2) {
    const PickleValue& own = values[dict.items[i]];
    if (own.kind == Kind::text && own.text == key) return &values[dict.items[i + 1]];
  }
  return nullptr;
}

Pickle read_pickle(std::span<const std::byte> bytes) {
  return Reader(bytes).run();
}

}  // namespace toile::data
