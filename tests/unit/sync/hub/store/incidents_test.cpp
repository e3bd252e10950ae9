// Long lists of the hub, page by page.
#include "sync/hub/store/incidents.hpp"

#include <algorithm>
#include <set>

#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

using core::Site;

/// Walks all pages and hands out the names of the places it saw.
template <class List>
std::vector<std::string> walk(List list, std::int64_t limit) {
  std::vector<std::string> seen;
  core::PageRequest page{{}, limit};
  for (;;) {
    auto rows = list(page);
    const auto next = core::cut_page(rows, limit, [](const auto& row) { return place_of(row); });
    for (const auto& row : rows) seen.push_back(core::page_mark(place_of(row)));
    if (!next) return seen;
    page = core::page_request(*next, std::to_string(limit)).value();
  }
}

TEST(IncidentList, IsWalkedPageByPageWithoutGapOrRepetition) {
  Hub hub;
  const auto filled = hub.run([&]() -> core::Result<void> {
    for (int i = 0; i < 57; ++i) {
      IncidentRow row;
      row.site = i % 3 == 0 ? Site{"dostyk"} : Site{"nur-zholy"};
      row.incident_no = "N" + std::to_string(i);
      row.kind = "k";
      row.opened = kNow + std::chrono::seconds{i / 5};  // five at one moment
      hub.stores.incidents.put(row);
    }
    return {};
  });
  ASSERT_TRUE(filled);
  auto& incidents = hub.stores.incidents;
  for (const std::int64_t limit : {1, 7, 50, 57, 200}) {
    const auto all = walk([&](const auto& page) { return incidents.list({}, page); }, limit);
    EXPECT_EQ(all.size(), 57U) << limit;
    EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 57U) << limit;
    EXPECT_EQ(
        walk([&](const auto& page) { return incidents.list(Site{"dostyk"}, page); }, limit).size(),
        19U);
  }
}

TEST(DeadLetterList, IsWalkedPageByPageWithoutGapOrRepetition) {
  Hub hub;
  const auto filled = hub.run([&]() -> core::Result<void> {
    for (int i = 1; i <= 23; ++i)
      hub.db.run(
          "INSERT INTO dead_letter (site, epoch, seq, type, code, reason, at_utc_ms) "
          "VALUES ('dostyk', 'e', ?, 't', 'c', 'r', ?)",
          std::int64_t{i}, kNow + std::chrono::seconds{i / 4});
    return {};
  });
  ASSERT_TRUE(filled);
  for (const std::int64_t limit : {1, 9, 23, 50}) {
    const auto all = walk(
        [&](const auto& page) { return hub.stores.incidents.dead_letters(Site{"dostyk"}, page); },
        limit);
    EXPECT_EQ(all.size(), 23U) << limit;
    EXPECT_TRUE(std::ranges::is_sorted(all)) << "9 stands before 10";
    EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 23U);
  }
  EXPECT_EQ(hub.stores.incidents.count_dead_letters(Site{"dostyk"}), 23);
}

}  // namespace
}  // namespace otkel::hub::test
