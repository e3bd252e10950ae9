#pragma once
// Single facts about this database that are no business of the checkpoint's.
#include <cstdint>
#include <optional>

#include "base/sql/session.hpp"
#include "sync/link/position.hpp"

namespace otkel::store {

class Marks {
 public:
  explicit Marks(sql::Session& db) : db_(db) {}

  /// `otkelctl restore` put this database back and no epoch was begun since.
  bool put_back();
  void set_put_back(bool value);

  /// The event that a witness outside this database has seen and that is not in it (yet).
  std::optional<sync::Position> missing();
  void set_missing(const std::optional<sync::Position>& event);

  /// Facts of the hub behind this place of hub_log were applied without a word.
  std::optional<std::int64_t> unsettled_after();
  void set_unsettled_after(const std::optional<std::int64_t>& place);

 private:
  std::optional<std::int64_t> find(std::string_view key);
  void put(std::string_view key, const std::optional<std::int64_t>& value);

  sql::Session& db_;
};

}  // namespace otkel::store
