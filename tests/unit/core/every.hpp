#pragma once
// All enumerators of an enum with words, for tests that go through whole tables.
#include <vector>

#include "core/value/names.hpp"

namespace otkel::core {

template <Worded E>
std::vector<E> every() {
  std::vector<E> values;
  for (std::size_t i = 0; i < EnumWords<E>::words.size(); ++i) values.push_back(static_cast<E>(i));
  return values;
}

}  // namespace otkel::core
