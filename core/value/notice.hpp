#pragma once
// One thing that is known to be wrong with a machine now.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/value/fields.hpp"
#include "core/value/names.hpp"

namespace otkel::core {

enum class NoticeWeight {
  warning,  ///< somebody should look; the work goes on
  stops,    ///< the main job cannot be done: to decide, and to write it down
};
template <>
struct EnumWords<NoticeWeight> {
  static constexpr std::array<std::string_view, 2> words{"warning", "stops"};
};

struct Notice {
  std::string code;  ///< a stable word; the screens have a text for each
  NoticeWeight weight = NoticeWeight::warning;
  std::string detail;  ///< what, where, how to fix; no personal data
  static constexpr auto fields() {
    return std::tuple{field("code", &Notice::code), field("weight", &Notice::weight),
                      field("detail", &Notice::detail)};
  }
  bool operator==(const Notice&) const = default;
};

/// Whether the main job can be done: it can unless a notice stops it.
inline bool is_ready(const std::vector<Notice>& notices) {
  return std::ranges::find(notices, NoticeWeight::stops, &Notice::weight) == notices.end();
}

}  // namespace otkel::core
