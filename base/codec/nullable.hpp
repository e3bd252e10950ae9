#pragma once
// A field that is always there.
#include <optional>

namespace otkel::codec {

/// JSON null if it is empty; an empty std::optional is left out of its object.
template <class T>
struct Nullable {
  std::optional<T> value;
  bool operator==(const Nullable&) const = default;
};

}  // namespace otkel::codec
