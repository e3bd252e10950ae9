#pragma once
// Acts of one officer that wait for another who confirms them as well (ADR 0049).
#include <optional>
#include <string>
#include <vector>

#include "base/sql/session.hpp"
#include "core/permit/authority.hpp"

namespace otkel::store {

enum class SecondState { waiting, confirmed, refused, withdrawn };

}  // namespace otkel::store

namespace otkel::core {
template <>
struct EnumWords<store::SecondState> {
  static constexpr std::array<std::string_view, 4> words{"waiting", "confirmed", "refused",
                                                         "withdrawn"};
};
}  // namespace otkel::core

namespace otkel::store {

struct SecondRequestRow {
  std::int64_t id = 0;
  core::Verb verb = core::Verb::spoil;
  std::string subject;  ///< the number, the application or the visit that it is about
  std::string reason;   ///< the first officer's
  std::string asked_by;
  core::Instant asked{}, expires{};
  SecondState state = SecondState::waiting;
  std::optional<std::string> answered_by;
  std::optional<core::Instant> answered;
  std::optional<std::string> answer;  ///< why it was refused
};

class SecondRequests {
 public:
  explicit SecondRequests(sql::Session& db) : db_(db) {}

  std::int64_t insert(const SecondRequestRow& row);  ///< the new id
  /// Writes the state with who answered, when and what; once.
  void answer(const SecondRequestRow& row);
  std::optional<SecondRequestRow> find(std::int64_t id);
  /// Asked at `from` or later, oldest first, whatever became of them; the newest `most`.
  std::vector<SecondRequestRow> asked_since(core::Instant from, std::int64_t most);

 private:
  sql::Session& db_;
};

}  // namespace otkel::store
