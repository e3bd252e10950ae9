#pragma once
// The stretches that count for nobody's lateness.
#include <optional>
#include <string>
#include <vector>

#include "base/sql/session.hpp"
#include "core/fact/blocked.hpp"

namespace otkel::store {

struct BlockedRow {
  core::BlockedKind kind = core::BlockedKind::road_closed_kz;
  core::Instant began{};
  std::string began_by, began_reason;
  std::optional<core::Instant> ended;
  std::optional<std::string> ended_by, ended_reason;
};

class BlockedSpans {
 public:
  explicit BlockedSpans(sql::Session& db) : db_(db) {}

  /// Throws if one of the kind is open, or begins at the same moment.
  void insert(const BlockedRow& row);
  /// Writes the end of the open one of that kind and begin.
  void end(const BlockedRow& row);
  std::optional<BlockedRow> find(core::BlockedKind kind, core::Instant began);
  std::optional<BlockedRow> open_of(core::BlockedKind kind);
  /// Those that last, by begin.
  std::vector<BlockedRow> open();
  /// Those that last or ended after `since`, by begin.
  std::vector<BlockedRow> since(core::Instant since);

 private:
  std::vector<BlockedRow> rows(sql::Statement query);

  sql::Session& db_;
};

}  // namespace otkel::store
