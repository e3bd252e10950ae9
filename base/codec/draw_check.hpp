#pragma once
// What is wrong with the file of a draw, each fault by its name.
#include <functional>
#include <string>
#include <vector>

#include "base/codec/draw.hpp"
#include "core/value/names.hpp"

namespace otkel::codec {

enum class DrawFault {
  form_wrong,           ///< unknown algorithm, an id, digits, places or limits that no draw has
  list_not_in_order,    ///< requests not by ascending vehicle id, or one vehicle twice
  request_not_allowed,  ///< too early, after the close, or choices that this draw does not take
  tickets_unsupported,  ///< not what the draw named by `prev` gives
  root_differs,         ///< the list is not the one that was closed or that a witness saw
  witness_missing,      ///< the hub drew without one, or one answered outside its time
  seed_missing,         ///< the drawer or a witness did not announce or not reveal its seed
  seed_wrong,           ///< a seed does not open its commitment, or S is not made of the seeds
  result_differs,       ///< ranks or places are not what seed and list give
};
}  // namespace otkel::codec

template <>
struct otkel::core::EnumWords<otkel::codec::DrawFault> {
  static constexpr std::array<std::string_view, 9> words{
      "form_wrong",          "list_not_in_order", "request_not_allowed",
      "tickets_unsupported", "root_differs",      "witness_missing",
      "seed_missing",        "seed_wrong",        "result_differs"};
};

namespace otkel::codec {

struct DrawFinding {
  DrawFault fault;
  std::string detail;
  bool operator==(const DrawFinding&) const = default;
};

/// The file of an earlier draw, or nullptr; valid until the next call at least.
using EarlierDraws = std::function<const DrawFile*(const std::string& draw)>;

/// Every fault of the file; none: anybody computes this result from these requests and seeds. Of
/// the earlier draws only the rows that are named are read: each has a check of its own. The
/// beacon's value is taken as it stands.
std::vector<DrawFinding> check_draw(const DrawFile& file, const EarlierDraws& earlier);

}  // namespace otkel::codec
