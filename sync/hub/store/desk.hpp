#pragma once
// The small things of the front desk: running numbers, answers already given, public keys.
#include <optional>
#include <string>
#include <vector>

#include "base/sqlite/database.hpp"
#include "core/value/fields.hpp"
#include "core/value/instant.hpp"
#include "core/value/site.hpp"

namespace otkel::hub {

struct GivenAnswer {
  std::string request_hash;
  std::int64_t status = 200;
  std::string body;
  static constexpr auto fields() {
    using A = GivenAnswer;
    return std::tuple{core::field("request_hash", &A::request_hash),
                      core::field("status", &A::status), core::field("body", &A::body)};
  }
};

struct SigningKeyRow {
  core::Site site = core::Site::dostyk;
  std::string public_key;  ///< 64 hex digits
  std::string key_id;      ///< 16 hex digits: the start of the key's BLAKE2b-256
  core::Instant added{};
  static constexpr auto fields() {
    using R = SigningKeyRow;
    return std::tuple{core::field("site", &R::site), core::field("public_key", &R::public_key),
                      core::field("key_id", &R::key_id), core::field("added", &R::added)};
  }
};

/// Call inside Database::transact; throws sqlite::Failure.
class Desk {
 public:
  explicit Desk(sqlite::Database& db) : db_(db) {}
  /// 1, 2, 3, ... per (name, site, year), without gap.
  std::int64_t next_number(const std::string& name, core::Site site, int year);

  std::optional<GivenAnswer> answer(const std::string& key, const std::string& route);
  void keep_answer(const std::string& key, const std::string& route, const GivenAnswer& answer,
                   core::Instant now);

  void put_key(const SigningKeyRow& row);
  std::vector<SigningKeyRow> keys();

 private:
  sqlite::Database& db_;
};

}  // namespace otkel::hub
