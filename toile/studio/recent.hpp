#pragma once
/// The most recently used values by key, up to a number of bytes.

#include <cstddef>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace toile::studio {

/// Safe from several threads. What is asked for by several at once is made by each of them; the first one is kept.
template <class Value>
class Recent {
 public:
  /// `size` answers a value's bytes.
  Recent(std::size_t most_bytes, std::function<std::size_t(const Value&)> size)
      : most_bytes_(most_bytes), size_(std::move(size)) {}

  /// The value of `key`, made by `make` when it isn't there.
  std::shared_ptr<const Value> get(const std::string& key, const std::function<Value()>& make) {
    {
      const std::scoped_lock hold(mutex_);
      if (const auto found = places_.find(key); found != places_.end()) {
        entries_.splice(entries_.begin(), entries_, found->second);
        return found->second->value;
      }
    }
    auto made = std::make_shared<const Value>(make());
    const std::size_t bytes = size_(*made);
    const std::scoped_lock hold(mutex_);
    if (const auto found = places_.find(key); found != places_.end()) return found->second->value;
    entries_.push_front({key, made, bytes});
    places_[key] = entries_.begin();
    bytes_ += bytes;
    while (bytes_ > most_bytes_ && entries_.size() > 1) drop(std::prev(entries_.end()));
    return made;
  }

  /// Forgets everything: what was deleted must not live on in memory.
  void clear() {
    const std::scoped_lock hold(mutex_);
    entries_.clear();
    places_.clear();
    bytes_ = 0;
  }

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<const Value> value;
    std::size_t bytes;
  };

  void drop(typename std::list<Entry>::iterator entry) {
    bytes_ -= entry->bytes;
    places_.erase(entry->key);
    entries_.erase(entry);
  }

  std::mutex mutex_;
  std::list<Entry> entries_;  ///< the latest one first
  std::map<std::string, typename std::list<Entry>::iterator> places_;
  std::size_t bytes_ = 0;
  const std::size_t most_bytes_;
  const std::function<std::size_t(const Value&)> size_;
};

}  // namespace toile::studio
