#pragma once
/// Python's pickle format read as data. Nothing is imported, built or called: where Python would call a
/// function, the result here says which one and with what.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace toile::data {

/// A value, or a reference by index to it: pickles share values and may hold themselves.
using PickleId = std::uint32_t;

struct PickleValue {
  enum class Kind {
    opaque,   ///< something that weights don't need: a float, bytes, None, a set
    boolean,  ///< `integer` is 0 or 1
    integer,
    text,
    tuple,  ///< `items` are its elements
    list,
    dict,        ///< `items` are key, value, key, value, ...
    global,      ///< `text` is "module name"
    call,        ///< of `callee` with the tuple `arguments`; `items` as in a dict, if it was filled like one
    persistent,  ///< something outside of the pickle; `callee` is the value that names it
  };
  Kind kind = Kind::opaque;
  std::int64_t integer = 0;
  std::string text{};
  std::vector<PickleId> items{};
  PickleId callee = 0, arguments = 0;
};

struct Pickle {
  std::vector<PickleValue> values;
  PickleId root = 0;
  std::size_t length = 0;  ///< bytes of the pickle; others may follow

  const PickleValue& operator[](PickleId id) const { return values[id]; }
  const PickleValue& top() const { return values[root]; }
  /// The value of `key` in a dict, or in a call filled like one; nullptr when there is none.
  const PickleValue* find(const PickleValue& dict, const std::string& key) const;
};

/// The first pickle in `bytes`. Throws `Error{bad_file}` for damaged ones, for more than a million values,
/// and for opcodes that no checkpoint of weights has.
Pickle read_pickle(std::span<const std::byte> bytes);

}  // namespace toile::data
