#pragma once
// What the registries say: carriers, permit cards, misuse, officers. Rows are the facts themselves.
#include <optional>
#include <vector>

#include "base/sql/session.hpp"
#include "core/fact/event_hub.hpp"
#include "core/fact/officer_secret.hpp"

namespace otkel::hub {

// All classes here: call inside Session::transact; they throw sql::Failure.

/// What put() did; a fact goes to the log only if something changed.
enum class Stored { unchanged, written };

class Carriers {
 public:
  explicit Carriers(sql::Session& db) : db_(db) {}
  Stored put(const core::CarrierRecorded& carrier);
  std::optional<core::CarrierRecorded> find(const std::string& bin);
  std::vector<core::CarrierRecorded> all();

 private:
  sql::Session& db_;
};

class Cards {
 public:
  explicit Cards(sql::Session& db) : db_(db) {}
  Stored put(const core::PermitCardRecorded& card);
  std::optional<core::PermitCardRecorded> find(const std::string& card_no);
  /// The card of that vehicle for that carrier which holds longest.
  std::optional<core::PermitCardRecorded> of_vehicle(const std::string& plate,
                                                     const std::string& bin);
  std::vector<core::PermitCardRecorded> all();

 private:
  sql::Session& db_;
};

class MisuseList {
 public:
  explicit MisuseList(sql::Session& db) : db_(db) {}
  Stored put(const core::MisuseRecorded& fact);
  std::vector<core::MisuseRecorded> of_carrier(const std::string& bin);
  std::vector<core::MisuseRecorded> all();

 private:
  sql::Session& db_;
};

/// Active officers whose password somebody must change.
struct PasswordCount {
  std::int64_t missing = 0;  ///< the log commits to a password that is nowhere any more
  std::int64_t in_log = 0;   ///< an older version wrote its hash into a log, where it stays
  bool operator==(const PasswordCount&) const = default;
};

class Officers {
 public:
  explicit Officers(sql::Session& db) : db_(db) {}
  /// Erases the secret of a password that this replaces, or of who is not active any more.
  void put(const core::OfficerRecorded& officer);
  std::optional<core::OfficerRecorded> find(const std::string& login);
  std::vector<core::OfficerRecorded> all();

  enum class HashIs { beside_the_log, in_a_log };
  /// After put() of the fact that commits to it; of an active officer.
  void keep(const std::string& login, const core::OfficerSecret& secret, HashIs where);
  /// Empty: it was erased or lost.
  std::optional<core::OfficerSecret> secret_of(const std::string& login);
  /// Of these commitments those that are held.
  std::vector<core::OfficerSecret> secrets(const std::vector<std::string>& commitments);
  PasswordCount count_passwords();

  /// Erased secrets may still lie in the WAL, until a checkpoint has cut it.
  bool wal_to_cut() const { return wal_to_cut_; }
  void wal_was_cut() { wal_to_cut_ = false; }

 private:
  sql::Session& db_;
  bool wal_to_cut_ = true;  ///< the process before may have died in between
};

}  // namespace otkel::hub
