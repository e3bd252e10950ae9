#pragma once
// The physical blanks of the whole country and the deliveries they came in.
#include <optional>
#include <vector>

#include "base/sql/session.hpp"
#include "core/permit/blank_stock.hpp"
#include "core/permit/statistics.hpp"
#include "core/value/fields.hpp"
#include "core/value/site.hpp"

namespace otkel::hub {

struct BlankRow {
  std::string number;
  core::Site site;
  std::string batch;
  core::BlankState state = core::BlankState::in_stock;
  std::optional<std::string> application_no;
  std::optional<std::string> replaces;  ///< the spoiled or lost number it replaces (R-32)
  core::Instant changed{};
  /// A word of core::EndCause. Nothing: it has not ended, or its end did not say.
  std::optional<std::string> cause;
  static constexpr auto fields() {
    using R = BlankRow;
    return std::tuple{core::field("number", &R::number),
                      core::field("site", &R::site),
                      core::field("batch", &R::batch),
                      core::field("state", &R::state),
                      core::field("application_no", &R::application_no),
                      core::field("replaces", &R::replaces),
                      core::field("changed", &R::changed),
                      core::field("cause", &R::cause)};
  }
};

struct DeliveryRow {
  std::string batch;
  core::Site site;
  std::string first;
  std::int64_t count = 0;
  core::Instant dispatched{};
  std::optional<core::Instant> received;
  static constexpr auto fields() {
    using R = DeliveryRow;
    return std::tuple{
        core::field("batch", &R::batch),           core::field("site", &R::site),
        core::field("first", &R::first),           core::field("count", &R::count),
        core::field("dispatched", &R::dispatched), core::field("received", &R::received)};
  }
};

/// Call inside Session::transact; throws sql::Failure.
class Blanks {
 public:
  explicit Blanks(sql::Session& db) : db_(db) {}
  void put(const BlankRow& row);
  std::optional<BlankRow> find(const std::string& number);
  /// The number that an application holds and that is not lost, annulled or spoiled.
  std::optional<BlankRow> of_application(const std::string& application_no);
  core::BlankCounts counts(std::optional<core::Site> site);
  core::EndCounts ends(std::optional<core::Site> site);

  void put_delivery(const DeliveryRow& row);
  std::optional<DeliveryRow> find_delivery(const std::string& batch);
  /// An earlier delivery, to whatever checkpoint, that shares a number with `range`.
  std::optional<DeliveryRow> overlapping(const core::BlankRange& range);
  /// ... that went to another checkpoint.
  std::optional<DeliveryRow> overlapping_elsewhere(const core::BlankRange& range, core::Site here);

 private:
  sql::Session& db_;
};

}  // namespace otkel::hub
