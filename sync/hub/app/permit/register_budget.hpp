#pragma once
// How often the public register answers strangers. Its numbers follow each other, and a check has
// only 40 bits: neither may be counted through.
#include <chrono>
#include <cstdint>
#include <string>

#include "core/value/budget.hpp"

namespace otkel::hub {

struct RegisterAllowance {
  std::int64_t lookups_per_minute = 60;        ///< of one address
  std::int64_t wrong_checks_per_address = 20;  ///< an hour
  std::int64_t wrong_checks_per_number = 200;  ///< an hour
};

/// Work thread only. Each wait is zero if the question is allowed, else in whole seconds.
class RegisterBudget {
 public:
  explicit RegisterBudget(const RegisterAllowance& allowed);

  /// Counts one question of that address.
  std::chrono::seconds ask(const std::string& address, core::Instant now);
  /// Before a check is looked at: has this address, or everybody together for this number, used up
  /// the hour's mistakes? Then a right check is not looked at either, or guessing would go on.
  std::chrono::seconds check(const std::string& address, const std::string& number,
                             core::Instant now);
  void was_wrong(const std::string& address, const std::string& number, core::Instant now);

 private:
  core::Budget questions_, wrong_by_address_, wrong_by_number_;
};

/// Whom a budget is for: an IPv4 address, or the /64 of an IPv6 one, which is what a single
/// household or office is given. An IPv4-mapped IPv6 address is that IPv4 address.
std::string household_of(const std::string& address);

}  // namespace otkel::hub
