// Long lists of the checkpoint, page by page.
#include "firmware-daemon/app/list_views.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

struct ListViews : testing::Test {
  CheckpointInMemory w;

  template <class View>
  auto asked(View view) {
    return w
        .as("officer:aliya",
            [&](Context& c) {
              using Page = decltype(view(c));
              return Result<Page>(view(c));
            })
        .value();
  }
  /// A camera that can read nothing.
  void unreadable(int count) {
    for (int i = 0; i < count; ++i) {
      w.now += std::chrono::seconds{7};
      auto seen = w.visit(core::CameraRole::gate_in, "");
      ASSERT_TRUE(w.camera(seen));
    }
  }
};

TEST_F(ListViews, ReachEveryWaitingReadOverThePagesMostUrgentFirst) {
  unreadable(23);
  const auto all = w.stores.visits.pending();
  ASSERT_EQ(all.size(), 23U);
  std::set<std::string> seen;
  auto page = asked([](Context& c) { return visits_page(c, {{}, 5}, {}); });
  EXPECT_EQ(page.waiting, 23);
  EXPECT_EQ(page.visits.front().visit_id, all.back().visit.visit_id) << "the newest of its camera";
  int pages = 1;
  for (;; ++pages) {
    for (const auto& visit : page.visits) seen.insert(visit.visit_id);
    if (!page.next) break;
    const auto request = core::page_request(*page.next, "5").value();
    page = asked([&](Context& c) { return visits_page(c, request, {}); });
  }
  EXPECT_EQ(seen.size(), 23U);
  EXPECT_EQ(pages, 6);
  EXPECT_FALSE(asked([](Context& c) { return visits_page(c, {}, {}); }).next) << "one page is all";
}

TEST_F(ListViews, SkipNoReadIfOthersAreDecidedInBetween) {
  unreadable(9);
  const auto all = w.stores.visits.pending();
  const auto first = asked([](Context& c) { return visits_page(c, {{}, 3}, {}); });
  const auto second = asked(
      [&](Context& c) { return visits_page(c, core::page_request(*first.next, "3").value(), {}); });
  // Everything of the second page is decided before the third is asked for.
  for (const auto& visit : second.visits) {
    auto row = *w.stores.visits.find(visit.visit_id);
    row.waits = false;
    row.decided_by = core::ReadSaidBy(core::Actor::officer("aliya"));
    ASSERT_TRUE(w.as("officer:aliya", [&](Context& c) -> Result<void> {
      c.stores.visits.put(row);
      return {};
    }));
  }
  const auto third = asked([&](Context& c) {
    return visits_page(c, core::page_request(*second.next, "3").value(), {});
  });
  ASSERT_EQ(third.visits.size(), 3U);
  EXPECT_EQ(third.visits.front().visit_id, all[5].visit.visit_id);
}

TEST_F(ListViews, NameTheFirstDoubtOfAWaitingReadAndNoneIfItHasNone) {
  auto certain = w.visit(core::CameraRole::gate_in, "");
  ASSERT_TRUE(w.camera(certain));
  w.now += std::chrono::seconds{7};
  auto doubtful = w.visit(core::CameraRole::gate_in, "");
  auto second = doubtful.reads.front();
  doubtful.reads.front().doubt = core::ReadDoubt::age_unknown;
  second.doubt = core::ReadDoubt::fields_contradict;
  doubtful.reads.push_back(second);
  ASSERT_TRUE(w.camera(doubtful));
  const auto page = asked([](Context& c) { return visits_page(c, {}, {}); });
  ASSERT_EQ(page.visits.size(), 2U);
  EXPECT_EQ(page.visits.at(0).doubt, core::ReadDoubt::age_unknown);
  EXPECT_EQ(page.visits.at(1).doubt, std::nullopt);
}

TEST_F(ListViews, ShowTheNewestIncidentsFirstAndHowManyAreOpen) {
  for (int i = 0; i < 120; ++i) {
    w.now += std::chrono::seconds{1};
    ASSERT_TRUE(w.as("system", [&](Context& c) -> Result<void> {
      open_incident(c, core::IncidentKind::print_failed, std::to_string(i), "so");
      return {};
    }));
  }
  const auto first =
      asked([](Context& c) { return incidents_page(c, {}, store::Incidents::Which::open); });
  EXPECT_EQ(first.incidents.size(), 50U);
  EXPECT_EQ(first.open, 120);
  EXPECT_EQ(first.incidents.front().subject, "119");
  const auto last = asked([&](Context& c) {
    auto request = core::page_request(*first.next, "200").value();
    return incidents_page(c, request, store::Incidents::Which::open);
  });
  EXPECT_EQ(last.incidents.size(), 70U);
  EXPECT_FALSE(last.next);
  const auto view = asked([](Context& c) { return console_view(c); });
  EXPECT_EQ(view.incidents.size(), 50U);
  EXPECT_EQ(view.incidents_open, 120);
}

TEST_F(ListViews, PutAnUnknownPrintBeforeAHundredTickets) {
  w.blanks(3);
  const auto truck = w.inside(1);
  ASSERT_TRUE(w.issue(truck));
  w.print(core::PrintResult::unknown);
  const auto unknown = w.stores.print_jobs.foremost(1).front().id;
  for (int i = 0; i < 60; ++i) {
    w.now += std::chrono::seconds{1};
    ASSERT_TRUE(w.as("system", [&](Context& c) -> Result<void> {
      core::TestPage page;
      page.head.printed_at = c.now;
      const auto queued = queue_document(c, page, {"test"});
      return queued ? Result<void>{} : std::unexpected(queued.error());
    }));
    w.print();
  }
  const auto view = asked([](Context& c) { return console_view(c); });
  EXPECT_EQ(view.print_jobs.size(), 50U);
  EXPECT_EQ(view.print_jobs.front().id, unknown);
  std::set<std::int64_t> ids;
  core::PageRequest request{{}, 17};
  for (;;) {
    const auto page = asked([&](Context& c) { return print_jobs_page(c, request); });
    for (const auto& job : page.print_jobs) ids.insert(job.id);
    if (!page.next) break;
    request = core::page_request(*page.next, "17").value();
  }
  EXPECT_EQ(ids.size(), 61U);
}

TEST_F(ListViews, OpenAFileWithItsNewestRowsAndReachTheOthers) {
  const auto truck = w.book(1);
  for (int i = 0; i < 60; ++i)
    ASSERT_TRUE(w.as("system", [&](Context& c) -> Result<void> {
      record(c, core::ApplicationClosed{truck.application_no, "lapsed", std::to_string(i)});
      return {};
    }));
  const auto file = w.as("officer:aliya", [&](Context& c) {
                       return application_view(c, truck.application_no);
                     }).value();
  ASSERT_EQ(file.history.size(), 50U);
  EXPECT_NE(file.history.back().body.find("\"59\""), std::string::npos) << "the newest stands last";
  ASSERT_TRUE(file.history_next);
  const auto older =
      w.as("officer:aliya", [&](Context& c) {
         return history_of_application(c, truck.application_no,
                                       core::page_request(*file.history_next, "200").value());
       }).value();
  EXPECT_FALSE(older.next);
  EXPECT_NE(older.history.front().body.find("\"9\""), std::string::npos) << "newest first";
  EXPECT_EQ(file.history.size() + older.history.size(),
            w.stores.log.about(truck.application_no).size());
}

}  // namespace
}  // namespace otkel::app::test
