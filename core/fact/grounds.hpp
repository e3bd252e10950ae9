#pragma once
// The closed lists of the law that the registries' facts name: grounds of a refusal, kinds of
// misuse.
#include "core/value/names.hpp"

namespace otkel::core {

/// The closed list of grounds for refusal; the Kazakh wording is in the screens' texts.
enum class RefusalGround { f1, f2, f3, f4, f5 };
template <>
struct EnumWords<RefusalGround> {
  static constexpr std::array<std::string_view, 5> words{"F1", "F2", "F3", "F4", "F5"};
};

enum class Misuse { vehicle_not_on_card, blank_handed_over };
template <>
struct EnumWords<Misuse> {
  static constexpr std::array<std::string_view, 2> words{"vehicle_not_on_card",
                                                         "blank_handed_over"};
};

}  // namespace otkel::core
