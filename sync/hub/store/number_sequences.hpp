#pragma once
// The running numbers that the hub gives to applications, bookings and incidents.
#include <string>
#include <vector>

#include "base/sql/session.hpp"
#include "core/value/site.hpp"

namespace otkel::hub {

/// Call inside Session::transact; throws sql::Failure.
class NumberSequences {
 public:
  explicit NumberSequences(sql::Session& db) : db_(db) {}
  /// 1, 2, 3, ... per (name, site, year), without gap.
  std::int64_t next(const std::string& name, core::Site site, int year);
  /// The next one will be greater than `last`.
  void raise_to(const std::string& name, core::Site site, int year, std::int64_t last);
  struct Sequence {
    std::string name;
    int year = 0;
    std::int64_t last = 0;
  };
  std::vector<Sequence> of_site(core::Site site);

 private:
  sql::Session& db_;
};

}  // namespace otkel::hub
