#pragma once
// The checkpoint's database in memory, with a few rows to break the law on.
#include <gtest/gtest.h>

#include "firmware-daemon/store/migrations.hpp"
#include "firmware-daemon/store/stores.hpp"

namespace otkel::store::test {

using core::Code;

inline core::BlankNumber blank_number(const char* text) {
  return core::BlankNumber::parse(text).value();
}
inline core::Instant at(std::int64_t ms) { return core::Instant{std::chrono::milliseconds{ms}}; }

struct StoreTest : testing::Test {
  sqlite::Database db = sqlite::Database::open(":memory:", migrations()).value();
  Stores stores{db, core::Site{"nur-zholy"}};
  Stamp stamp{at(1'747'713'600'000), core::Actor::officer("aliya"), "kz-cn-c-2023"};

  /// Runs `work` in a transaction; the code of what it was refused with.
  template <class Work>
  std::optional<Code> breaks(Work work) {
    const auto done = db.transact([&]() -> core::Result<void> {
      work();
      return {};
    });
    if (done) return std::nullopt;
    return done.error().code;
  }
  std::optional<Code> breaks_sql(const std::string& sql) {
    return breaks([&] { db.script(sql); });
  }

  void begin(const std::string& epoch = std::string(32, '1'), const char* reason = "created") {
    EXPECT_FALSE(breaks([&] { stores.log.begin_epoch(epoch, {reason, "test"}, stamp); }));
  }
  void applications_and_blanks() {
    EXPECT_FALSE(breaks([&] {
      for (const char* no : {"NZ25-000001", "NZ25-000002"})
        stores.applications.insert({no, "050540004567", "001KAZ05", "NZ25-H000001", "2025-05-20",
                                    core::ApplicationState::registered});
      stores.blanks.receive(
          {"B1", "C0000001", 3, false, stamp.at, "aliya"},
          {blank_number("C0000001"), blank_number("C0000002"), blank_number("C0000003")});
    }));
  }
  void put(const char* number, core::BlankState state, std::optional<std::string> application) {
    stores.blanks.update({blank_number(number), "B1", state, std::move(application), {}, {}});
  }
};

}  // namespace otkel::store::test
