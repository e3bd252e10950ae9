#pragma once
// The last state of each checkpoint's link. The holder of the link writes; everybody else reads
// the row, so that an answer needs no link in its own process.
#include <optional>

#include "base/sql/session.hpp"
#include "core/value/fields.hpp"
#include "core/value/instant.hpp"
#include "core/value/site.hpp"

namespace otkel::hub {

struct LinkStatusRow {
  core::Site site;
  bool connected = false;
  std::optional<core::Instant> heard;    ///< when the checkpoint was last heard
  std::optional<core::Instant> current;  ///< when all of its log was last held here
  std::int64_t acked_seq = 0;            ///< what it holds of the hub's log
  std::int64_t said_seq = 0;             ///< where its own log ends, as it last reported
  core::Instant written{};
  static constexpr auto fields() {
    using R = LinkStatusRow;
    return std::tuple{
        core::field("site", &R::site),           core::field("connected", &R::connected),
        core::field("heard", &R::heard),         core::field("current", &R::current),
        core::field("acked_seq", &R::acked_seq), core::field("said_seq", &R::said_seq),
        core::field("written", &R::written)};
  }
};

/// Call inside Session::transact; throws sql::Failure.
class LinkStatuses {
 public:
  explicit LinkStatuses(sql::Session& db) : db_(db) {}
  void put(const LinkStatusRow& row);
  /// Empty for a checkpoint whose link was never opened.
  std::optional<LinkStatusRow> find(core::Site site);
  /// No link is open: what else is known about them stays.
  void all_disconnected(core::Instant now);

 private:
  sql::Session& db_;
};

}  // namespace otkel::hub
