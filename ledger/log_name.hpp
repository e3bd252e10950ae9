#pragma once
// The name of a log: where it belongs and who writes it.
#include <compare>
#include <string>
#include <string_view>

#include "core/fact/event_record.hpp"

namespace otkel::ledger {

/// "nur-zholy/edge" is what the checkpoint writes, "nur-zholy/hub" what the hub writes for it.
/// Sorted by name: a transaction that appends to several logs at once takes them in this order.
class LogName {
 public:
  LogName(core::Site site, core::LogSide side);

  const std::string& text() const { return text_; }
  /// What distinguishes several logs in one table: "nur-zholy".
  std::string_view place() const;

  /// Of the rows of this log.
  const core::Site& site() const { return site_; }
  core::LogSide side() const { return side_; }
  bool owns(const core::EventRecord& record) const;

  bool operator==(const LogName& other) const { return text_ == other.text_; }
  std::strong_ordering operator<=>(const LogName& other) const { return text_ <=> other.text_; }

 private:
  std::string text_;
  core::Site site_;
  core::LogSide side_;
};

}  // namespace otkel::ledger
