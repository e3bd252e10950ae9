#pragma once
// The small things of the front desk: running numbers, public keys, and what the machine remembers
// of itself.
#include <optional>
#include <string>
#include <vector>

#include "base/sql/session.hpp"
#include "core/value/fields.hpp"
#include "core/value/instant.hpp"
#include "core/value/site.hpp"

namespace otkel::hub {

struct SigningKeyRow {
  core::Site site;
  std::string public_key;  ///< 64 hex digits
  std::string key_id;      ///< 16 hex digits: the start of the key's BLAKE2b-256
  core::Instant added{};
  static constexpr auto fields() {
    using R = SigningKeyRow;
    return std::tuple{core::field("site", &R::site), core::field("public_key", &R::public_key),
                      core::field("key_id", &R::key_id), core::field("added", &R::added)};
  }
};

/// Call inside Session::transact; throws sql::Failure.
class Desk {
 public:
  explicit Desk(sql::Session& db) : db_(db) {}
  /// 1, 2, 3, ... per (name, site, year), without gap.
  std::int64_t next_number(const std::string& name, core::Site site, int year);
  /// The next one will be greater than `last`.
  void lift(const std::string& name, core::Site site, int year, std::int64_t last);
  struct Counter {
    std::string name;
    int year = 0;
    std::int64_t last = 0;
  };
  std::vector<Counter> counters(core::Site site);

  /// Who says that the database was put back, and why; kept until forget_put_back().
  struct PutBack {
    std::string reason, person;
  };
  void note_put_back(core::Site site, const PutBack& said);
  std::optional<PutBack> put_back(core::Site site);
  void forget_put_back(core::Site site);

  /// What the machine must remember of itself.
  std::optional<std::string> machine_value(const std::string& key);
  void put_machine_value(const std::string& key, const std::string& value);

  void put_key(const SigningKeyRow& row);
  std::vector<SigningKeyRow> keys();

 private:
  sql::Session& db_;
};

}  // namespace otkel::hub
