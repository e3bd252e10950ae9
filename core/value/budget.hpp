#pragma once
// How often somebody may try in a while: wrong checks, wrong proofs, look-ups. The caller says who
// (an address, a number, a plate) and what time it is.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <unordered_map>

#include "core/value/instant.hpp"

namespace otkel::core {

/// A window for each name, from its first use on. Holds `most_names` names at the most: then the
/// one whose window began first is forgotten, so a client that has that many names gains no more
/// than their number gives him anyway. One thread.
class Budget {
 public:
  struct Limit {
    std::int64_t uses = 1;
    std::chrono::seconds window{3600};
    std::size_t most_names = 65'536;
  };
  explicit Budget(Limit limit) : limit_(limit) {}

  /// Zero: another use is allowed. Else in how many whole seconds the next one is.
  std::chrono::seconds wait(const std::string& name, Instant now);
  void use(const std::string& name, Instant now);
  std::size_t names() const { return windows_.size(); }

 private:
  struct Window {
    std::string name;
    Instant began{};
    std::int64_t used{};
  };
  using Position = std::list<Window>::iterator;
  bool over(const Window& window, Instant now) const;
  void forget(Position place);

  Limit limit_;
  std::list<Window> windows_;  ///< by their beginnings
  std::unordered_map<std::string, Position> places_;
};

}  // namespace otkel::core
