#pragma once
// A hub in memory with two checkpoints, and a checkpoint's log that can be written by hand.
#include <gtest/gtest.h>

#include "base/codec/chain.hpp"
#include "base/codec/event.hpp"
#include "base/sqlite/database.hpp"
#include "core/value/bin_iin.hpp"
#include "sync/hub/app/bookings.hpp"
#include "sync/hub/app/enrol.hpp"
#include "sync/hub/app/permit/applications.hpp"
#include "sync/hub/app/permit/blanks.hpp"
#include "sync/hub/app/permit/keys.hpp"
#include "sync/hub/app/permit/registries.hpp"
#include "sync/hub/app/permit/supplement.hpp"
#include "sync/hub/app/projection.hpp"
#include "sync/hub/app/service/case.hpp"
#include "sync/hub/app/service/decision.hpp"
#include "sync/hub/app/service/officers.hpp"
#include "sync/hub/migrations.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/sites.hpp"

namespace otkel::hub::test {

inline core::Instant time_of(const char* iso) { return core::parse_iso(iso).value(); }
inline core::LocalDate date_of(const char* text) { return core::parse_date(text).value(); }

/// A Tuesday, 09:00 at the checkpoint.
inline const core::Instant kNow = time_of("2025-05-20T04:00:00Z");
/// A slot of that day, 10:00 at the checkpoint.
inline const core::Instant kSlot = time_of("2025-05-20T05:00:00Z");

inline std::string bin_of(int n) {
  for (int i = n * 10;; ++i) {
    std::string eleven = std::to_string(i);
    eleven.insert(0, 11 - eleven.size(), '0');
    eleven.replace(0, 2, "18");
    if (const auto bin = core::BinIin::with_check_digit(eleven)) return bin->str();
  }
}

inline core::SiteSettings checkpoint_named(core::Site site, const char* kk) {
  core::SiteSettings at;
  at.site = site;
  at.prefix = support::prefix_of(site);
  at.names.kk = kk;
  at.direction_to = "Қорғас";
  at.capacity = {{date_of("2023-01-01"), 96, 50}};
  at.timetable.steps = {{date_of("2023-01-01"),
                         {{core::minutes{0}, core::minutes{24 * 60}}},
                         {{core::minutes{0}, core::minutes{24 * 60}}}}};
  return at;
}

inline config::HubSettings hub_settings() {
  config::HubSettings settings;
  settings.storage.database = ":memory:";
  settings.common.profile = config::Profile::demonstration;
  settings.common.demo_seed = 7;
  auto& pack = settings.common.rules.pack;
  pack.version = "test-1";
  pack.permit_sites = support::permit_sites();
  pack.valid_from = date_of("2023-01-01");
  pack.valid_until = date_of("2025-06-01");
  pack.mci = {{date_of("2024-01-01"), {3692}}, {date_of("2025-05-21"), {3932}}};
  settings.checkpoints = {checkpoint_named(core::Site{"nur-zholy"}, "Нұр Жолы"),
                          checkpoint_named(core::Site{"dostyk"}, "Достық")};
  return settings;
}

/// Everything a test needs to bring an application to the state it wants.
struct Hub {
  config::HubSettings settings = hub_settings();
  sqlite::Database db = sqlite::Database::open(":memory:", migrations()).value();
  Stores stores{db};
  support::SeededRandom random{1};
  Context context{stores, settings, random};
  core::Instant now = kNow;

  Hub() { EXPECT_TRUE(enrol(context, now)); }

  /// One commit, as a request has it.
  template <class Work>
  auto run(Work work) {
    return context.facts.commit(work);
  }

  /// A sixth checkpoint, which the rule pack does not list.
  void serve_alakol() {
    settings.checkpoints.push_back(checkpoint_named(core::Site{"alakol"}, "Алакөл"));
    settings.checkpoints.back().prefix = core::NumberPrefix{"AL"};
    EXPECT_TRUE(enrol(context, now));
  }

  std::string carrier(int n) {
    const auto bin = bin_of(n);
    EXPECT_TRUE(run([&] {
      return record_carrier(
          context, {bin, "Тасымал " + std::to_string(n), "Алматы", "AC-1", "2026-01-01"}, now);
    }));
    return bin;
  }
  static core::PermitCardRecorded card_of(const std::string& plate, const std::string& bin) {
    core::PermitCardRecorded card;
    card.card_no = "PC-" + plate;
    card.bin = bin;
    card.plate = plate;
    card.make = "KAMAZ";
    card.model = "5490";
    card.vin = "VIN" + plate;
    card.capacity_kg = 20000;
    card.seats = 2;
    card.valid_until = card.tachograph_until = card.inspection_until = "2026-01-01";
    card.title_document = "SR-1";
    return card;
  }
  void card(const std::string& plate, const std::string& bin) {
    EXPECT_TRUE(run([&] { return record_permit_cards(context, {card_of(plate, bin)}, now); }));
  }
  BookingView booking(const std::string& plate, const std::string& bin,
                      const char* site = "nur-zholy") {
    return run([&] { return book_slot(context, {site, plate, bin, "Сериков С.", kSlot}, now); })
        .value();
  }
  static ApplicationForm form(const BookingView& booking) {
    ApplicationForm form;
    form.site = booking.site.code();
    form.provider = "МКД";
    form.applicant_name = "Тасымал";
    form.permit_year = 2025;
    form.booking_no = booking.booking_no;
    form.planned_crossing = "2025-05-20";
    form.owner = {booking.bin, "Тасымал", "Алматы", "+7 700"};
    form.drivers = {{bin_of(900), "Сериков С.", "Алматы", "+7 701"}};
    form.vehicle = {booking.plate, "KAMAZ 5490", 20000, 2};
    form.destination_country = "CN";
    form.cargo = {"Күнжара", 18500, "Алматы", "Үрімші"};
    form.consent = true;
    form.signature = {"IIN1", "SN1", kNow};
    return form;
  }
  /// Carrier, card, booking and application of one truck.
  ApplicationRow registered(int n, const std::string& plate, const char* site = "nur-zholy") {
    const auto bin = carrier(n);
    card(plate, bin);
    const auto filled_in = form(booking(plate, bin, site));
    return run([&] { return register_application(context, filled_in, now); }).value();
  }
  ApplicationRow noticed(int n, const std::string& plate, const char* site = "nur-zholy") {
    const auto row = registered(n, plate, site);
    return run([&] {
             return decide_application(
                 context, {row.application_no, DecisionKind::pay_notice, "aigul", {}, {}}, now);
           })
        .value();
  }
  core::Result<ApplicationRow> pay(const std::string& no, std::int64_t tenge = 3692) {
    return run([&] { return record_payment(context, {no, {tenge}, {}, "PAY-" + no}, now); });
  }
  ApplicationRow formed(int n, const std::string& plate, const char* site = "nur-zholy") {
    return pay(noticed(n, plate, site).application_no).value();
  }
  ApplicationRow application(const std::string& no) {
    return run([&] { return find_application(context, no); }).value();
  }
  /// Types of the facts in a checkpoint's hub log.
  std::vector<std::string> log_types(core::Site site = core::Site{"nur-zholy"}) {
    std::vector<std::string> types;
    auto log = stores.hub_log(site);
    for (const auto& event : log.read(log.heads().back().epoch, 1, 1 << 20))
      types.push_back(event.type);
    return types;
  }
};

/// A checkpoint's own log.
struct EdgeLogWriter {
  core::Site site = core::Site{"nur-zholy"};
  std::string epoch = "0123456789abcdef0123456789abcdef";
  std::string prev = std::string(sync::kNoHash);
  std::int64_t seq = 0;

  core::EventRecord raw(const std::string& type, const std::string& body) {
    core::EventRecord r;
    r.side = core::LogSide::edge;
    r.site = site;
    r.epoch = epoch;
    r.seq = ++seq;
    r.at = kNow + std::chrono::seconds{seq};
    r.actor = core::Actor::system();
    r.rule_pack = "test-1";
    r.type = type;
    r.body = body;
    r.prev_hash = prev;
    r.event_id = codec::event_id_of(r);
    r.hash = prev = codec::chain_hash(r);
    return r;
  }
  core::EventRecord fact(const core::Event& event) {
    return raw(std::string(core::event_type(event)), codec::event_body(event));
  }
};

/// Stores and projects; fails the test where the hub refuses.
inline void deliver(Hub& hub, core::Site site, const std::vector<core::EventRecord>& events) {
  const auto stored = receive_batch(hub.context, site, events, hub.now);
  ASSERT_TRUE(stored) << stored.error().detail;
  ASSERT_TRUE(project(hub.context, site, 1000, hub.now));
}

}  // namespace otkel::hub::test
