// An enrolled checkpoint that lies about another's property, and one that sends without end.
#include <array>
#include <deque>
#include <type_traits>

#include "sync/hub/app/quota.hpp"
#include "tests/sim/world/drill.hpp"
#include "tests/support/property.hpp"

namespace otkel::sim {
namespace {

using core::Result;

using otkel::test::Property;

/// Words without which the hub would not even try.
void make_plausible(core::Event& event) {
  if (auto* moved = std::get_if<core::BookingMoved>(&event)) {
    moved->event = "miss";
    moved->state = core::word(core::BookingState::no_show);
  }
  if (auto* closed = std::get_if<core::ApplicationClosed>(&event))
    closed->state = core::word(core::ApplicationState::lapsed);
  if (auto* ended = std::get_if<core::BlankEnded>(&event)) ended->state = core::BlankState::lost;
  if (auto* left = std::get_if<core::VehicleLeft>(&event))
    left->outcome = core::ExitOutcome::redeem;
  if (auto* redeemed = std::get_if<core::PermitRedeemed>(&event))
    redeemed->evidence.grade = core::EvidenceGrade::camera_exact;
}

/// Every kind of fact that can name it. The way home is anybody's to tell.
template <std::size_t... I>
std::vector<core::Event> lies_about(const Property& property, std::index_sequence<I...>) {
  std::vector<core::Event> lies;
  const auto add = [&]<class Fact>(Fact fact) {
    if constexpr (std::is_same_v<Fact, core::VehicleCameBack>) return;
    if (!property.fill(fact)) return;
    core::Event event = std::move(fact);
    make_plausible(event);
    lies.push_back(std::move(event));
  };
  (add(std::variant_alternative_t<I, core::Event>{}), ...);
  return lies;
}

constexpr std::array kTables{"booking", "application", "payment", "delivery",
                             "blank",   "register",    "sheet"};

/// Every row that the hub has understood, whoever it belongs to, as text. Table and columns are
/// asked of the database, so that a new column is looked at, too.
std::multiset<std::string> understood(hub::Context& h) {
  static std::deque<std::string> queries;  // must outlive the statements of every session
  if (queries.empty())
    for (const char* table : kTables) {
      std::string row = std::string("'") + table + "'";
      auto columns = h.stores.db.prepare("SELECT name FROM pragma_table_info(?)");
      columns.bind(std::string_view(table));
      while (columns.step()) row += " || ' ' || quote(" + columns.text(0) + ")";
      queries.push_back("SELECT " + row + " FROM " + table);
    }
  std::multiset<std::string> rows;
  for (const auto& query : queries)
    for (auto all = h.stores.db.prepare(query); all.step();) rows.insert(all.text(0));
  return rows;
}

std::int64_t rows_changed(const std::multiset<std::string>& before,
                          const std::multiset<std::string>& after) {
  std::vector<std::string> gone, come;
  std::ranges::set_difference(before, after, std::back_inserter(gone));
  std::ranges::set_difference(after, before, std::back_inserter(come));
  return static_cast<std::int64_t>(std::max(gone.size(), come.size()));
}

std::int64_t refused_as_foreign(hub::Context& h) {
  core::PageRequest page;
  page.limit = 100'000;
  return std::ranges::count(h.stores.incidents.dead_letters(kElsewhere, page), "foreign_fact",
                            &hub::DeadLetterRow::code);
}

void report(Drill& d, const std::vector<core::Event>& facts) {
  good(d.world.as(kElsewhere, "officer:evil", [&](app::Context& c) -> Result<void> {
    for (const auto& fact : facts) app::record(c, fact);
    return {};
  }));
  d.settle();
}

/// Lies about what is over, what waits, what lies in stock and what is still on its way.
void hostile_site(Drill& d) {
  d.half();
  auto& waiting = d.prepare();
  Journey(d.world).dispatch("B-2", "C00009001", 10);
  d.settle();
  const auto& over = *d.fleet().front();
  const auto of = [](const Journey& truck, std::string batch, std::string blank) {
    return Property{truck.application_no, truck.booking_no, std::move(batch),
                    std::move(blank),     truck.plate,      truck.bin};
  };
  std::vector<core::Event> lies;
  const std::string in_stock = d.next_in_stock();
  for (const auto& property : {of(over, "B-1", d.fleet().front()->blank()),
                               of(waiting, "B-1", in_stock), of(waiting, "B-2", "C00009001")}) {
    const auto more =
        lies_about(property, std::make_index_sequence<std::variant_size_v<core::Event>>());
    lies.insert(lies.end(), more.begin(), more.end());
  }
  // A pack of its own that runs into numbers on their way to the other.
  lies.push_back(core::BlanksReceived{"B-MINE", "C00009005", 10});
  d.begin_bad();
  const auto look = [](hub::Context& h) { return std::pair(understood(h), refused_as_foreign(h)); };
  const auto before = d.world.hub_verb(look);
  report(d, lies);
  const auto after = d.world.hub_verb(look);
  const auto taken = static_cast<std::int64_t>(lies.size()) - (after.second - before.second);
  d.verdict().foreign_facts_applied += rows_changed(before.first, after.first) + taken;
  d.wait_until_able();
  waiting.cross();
  Journey(d.world).receive("B-2", "C00009001", 10);
  d.half();
}

/// One checkpoint writes without end. The other does not notice; nothing of either is lost.
void flooding_site(Drill& d) {
  constexpr int kBurst = 1500, kBursts = 4;
  auto& quota = d.world.hub_settings().quota;
  const auto usual = quota;
  d.half();
  d.begin_bad();
  quota.events_per_day = kBurst;
  std::vector<core::Event> same(kBurst, core::IncidentClosed{"DO-000001", "again and again"});
  for (int i = 0; i < kBursts; ++i) report(d, same);
  const auto stored = [&] {
    return d.world.hub_verb(
        [](hub::Context& h) { return h.stores.edge_log(kElsewhere).head().seq; });
  };
  EXPECT_LT(stored(), 2 * kBurst) << "the hub takes no more than its quota";
  d.wait_until_able();
  d.half();
  quota = usual;
  const auto all = d.world.at(kElsewhere).edge->stores().log.head().seq;
  d.world.run_until([&] { return stored() >= all; }, minutes{10});
  d.verdict().lost += all - stored();
}

}  // namespace

std::vector<Case> hostile_sites() {
  return {{"hostile_site", hostile_site}, {"flooding_site", flooding_site}};
}

}  // namespace otkel::sim
