// Facts with plain values, and the verbs with their usual arguments.
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

#include <algorithm>
#include <cinttypes>
#include <cstdio>

#include "base/codec/chain.hpp"
#include "base/codec/event.hpp"
#include "firmware-daemon/app/apply_hub_facts.hpp"
#include "firmware-daemon/app/call_truck.hpp"
#include "firmware-daemon/app/check_in.hpp"
#include "firmware-daemon/app/hand_over.hpp"
#include "firmware-daemon/app/issue_permit.hpp"
#include "firmware-daemon/app/read_plate.hpp"
#include "firmware-daemon/app/receive_blanks.hpp"
#include "firmware-daemon/store/migrations.hpp"
#include "tests/support/sites.hpp"

namespace otkel::app::test {
namespace {

constexpr const char* kBin = "050540004567";
constexpr const char* kHubEpoch = "0123456789abcdef0123456789abcdef";

std::string numbered(const char* format, int n) {
  char text[32];
  std::snprintf(text, sizeof text, format, n);
  return text;
}

core::SupplementText supplement_of(const Truck& truck) {
  core::SupplementText text;
  text.carrier_name = "Сынақ Транс ЖШС";
  text.carrier_address = "Жаркент қ., Сынақ к-сі 1";
  text.vehicle = "MAN TGX, 20000 кг, 2, " + truck.plate;
  text.planned_crossing = "2025-05-20";
  text.valid_from = "2025-05-20";
  text.valid_until = "2025-06-18";
  text.direction_from = "Жаркент";
  text.direction_to = "Үрімжі";
  text.cargo_name = "астық";
  text.cargo_weight = "20000";
  return text;
}

/// Nobody logs in with a password here, so none of them has one.
std::vector<core::OfficerRecorded> staff() {
  using Role = core::OfficerRole;
  return {{"aliya", "Әлия Сәрсенова", Role::officer, "-", true},
          {"berik", "Берік Оспанов", Role::officer, "-", true},
          {"bolat", "Болат Сейітов", Role::senior, "-", true},
          {"tamara", "Тамара Ким", Role::technician, "-", true}};
}

}  // namespace

Instant time_of(const char* iso) { return core::parse_iso(iso).value(); }
core::LocalDate date_of(const char* text) { return core::parse_date(text).value(); }

Checkpoint nur_zholy() {
  using core::minutes;
  const core::DayHours from_eight_to_ten{minutes{8 * 60}, minutes{22 * 60}};
  Checkpoint c;
  c.site = core::Site{"nur-zholy"};
  c.prefix = core::NumberPrefix{"NZ"};
  c.names.kk = "Нұр Жолы";
  c.names.ru = "Нур Жолы";
  c.names.zh = "霍尔果斯";
  c.slot_length = minutes{60};
  c.capacity = {{date_of("2025-01-01"), 240, 50}};
  c.timetable.steps = {{date_of("2025-01-01"), {from_eight_to_ten}, {from_eight_to_ten}}};
  c.pack.version = "kz-cn-c-2023";
  c.pack.permit_sites = support::permit_sites();
  c.pack.valid_from = date_of("2023-04-20");
  c.pack.valid_until = date_of("2025-06-01");
  c.register_base = "HTTPS://REGISTER.EXAMPLE";
  return c;
}

core::EventRecord HubWriter::write(const core::Event& fact, Instant at) {
  return write(std::string(core::event_type(fact)), codec::event_body(fact), at);
}

core::EventRecord HubWriter::write(const std::string& type, const std::string& body, Instant at) {
  core::EventRecord row;
  row.side = core::LogSide::hub;
  row.site = core::Site{"nur-zholy"};
  row.epoch = kHubEpoch;
  row.seq = ++seq_;
  row.event_id = codec::event_id_of(row);
  row.at = at;
  row.actor = core::Actor::hub();
  row.rule_pack = "kz-cn-c-2023";
  row.type = type;
  row.body = body;
  row.prev_hash = hash_;
  row.hash = hash_ = codec::chain_hash(row);
  return row;
}

CheckpointInMemory::CheckpointInMemory(const std::string& path, Checkpoint place)
    : db(sqlite::Database::open(path, store::migrations()).value()),
      stores(db, place.site),
      checkpoint(std::move(place)),
      now(time_of("2025-05-20T04:00:00Z")) {
  if (stores.log.head().seq != 0) return;
  EXPECT_TRUE(db.transact([&]() -> Result<void> {
    for (const auto& officer : staff()) stores.officers.put(officer);
    stores.log.begin_epoch("fedcba9876543210fedcba9876543210", {"created", "test"},
                           {now, core::Actor::system(), checkpoint.pack.version});
    return {};
  }));
}

void CheckpointInMemory::enrol_officers() {
  for (const auto& officer : staff()) hub({officer});
}

Result<void> CheckpointInMemory::take(const std::vector<core::EventRecord>& records) {
  return as("system", [&](Context& c) { return apply_hub_facts(c, records); });
}

void CheckpointInMemory::hub(const std::vector<core::Event>& facts) {
  std::vector<core::EventRecord> records;
  for (const auto& fact : facts) records.push_back(writer.write(fact, now));
  const auto taken = take(records);
  EXPECT_TRUE(taken) << taken.error().detail;
}

Truck CheckpointInMemory::book(int n, int slot_hour) {
  const Truck truck{numbered("%03dKAZ05", n), numbered("NZ25-H%06d", n), numbered("NZ25-%06d", n)};
  const auto slot = core::at_local(core::local_date(now, checkpoint.utc_offset),
                                   core::minutes{slot_hour * 60}, checkpoint.utc_offset);
  core::PermitCardRecorded card;
  card.card_no = numbered("K-%d", n);
  card.bin = kBin;
  card.plate = truck.plate;
  card.make = "MAN";
  card.model = "TGX";
  card.valid_until = card.tachograph_until = card.inspection_until = "2026-01-01";
  hub({core::CarrierRecorded{kBin, "Сынақ Транс ЖШС", "Жаркент", "A-1", "2026-01-01"}, card,
       core::PortalBookingMade{truck.booking_no, truck.plate, kBin, "Сынақбаев С.", slot,
                               slot + core::minutes{60}},
       core::ApplicationRegistered{truck.application_no, kBin, truck.plate, truck.booking_no,
                                   "2025-05-20", now, now}});
  return truck;
}

Truck CheckpointInMemory::paid(int n, int slot_hour) {
  const Truck truck = book(n, slot_hour);
  pay(truck);
  return truck;
}

Truck CheckpointInMemory::next_trip(const Truck& truck, int n) {
  const Truck next{truck.plate, numbered("NZ25-H%06d", n), numbered("NZ25-%06d", n)};
  const auto slot = now + core::minutes{60};
  hub({core::PortalBookingMade{next.booking_no, next.plate, kBin, "Сынақбаев С.", slot,
                               slot + core::minutes{60}},
       core::ApplicationRegistered{next.application_no, kBin, next.plate, next.booking_no,
                                   "2025-05-20", now, now}});
  pay(next);
  return next;
}

void CheckpointInMemory::pay(const Truck& truck) {
  hub({core::PayNoticeSent{truck.application_no, "hub"},
       core::FeePaid{truck.application_no, {}, now, "P-1"},
       core::SupplementFormed{truck.application_no, supplement_of(truck)}});
}

void CheckpointInMemory::blanks(std::int64_t count) {
  char first[32], last[32];
  std::snprintf(first, sizeof first, "C%08" PRId64, blanks_received_ + 1);
  const auto batch = "B" + std::to_string(blanks_received_ + 1);
  blanks_received_ += count;
  std::snprintf(last, sizeof last, "C%08" PRId64, blanks_received_);
  const auto received = as("officer:aliya", [&](Context& c) {
    return receive_blanks(c, {batch, first, count, "act of " + batch, last});
  });
  EXPECT_TRUE(received) << received.error().detail;
}

core::Visit CheckpointInMemory::visit(core::CameraRole role, const std::string& plate) {
  core::Visit v;
  v.visit_id = "visit-" + std::to_string(++visits_);
  v.camera = std::string(core::word(role)) + "-1";
  v.role = role;
  v.first_received = v.last_received = now;
  core::PlateRead read;
  read.maker = "hikvision";
  read.plate = plate;
  // Sure of every character: the trucks of a test stand beside each other in number.
  read.character_confidence.assign(plate.size(), 0.99);
  for (const char* capture : {"-a", "-b"}) {
    read.event_id = v.visit_id + capture;
    v.reads.push_back(read);
  }
  v.picture_hash = std::string(64, 'a');
  return v;
}

Result<void> CheckpointInMemory::camera(const core::Visit& seen) {
  return as("system", [&](Context& c) { return take_visit(c, seen); });
}

core::Visit CheckpointInMemory::late_visit(core::CameraRole role, const std::string& plate,
                                           Instant camera_time) {
  auto v = visit(role, plate);
  v.live = false;
  v.clock_skew_ms = 0;
  for (auto& read : v.reads) {
    read.retransmitted = true;
    read.camera_time = camera_time;
  }
  return v;
}

Result<store::VisitRow> CheckpointInMemory::decide(const core::Visit& seen,
                                                   std::optional<std::string> plate) {
  return as("officer:aliya", [&](Context& c) {
    return decide_visit(c, {seen.visit_id, std::move(plate), "read it on the picture"});
  });
}

Result<store::VisitRow> CheckpointInMemory::enter_by_hand(core::CameraRole role,
                                                          const Truck& truck) {
  return as("officer:aliya",
            [&](Context& c) { return enter_visit(c, {role, truck.plate, "the camera is dark"}); });
}

Result<void> CheckpointInMemory::seen(core::CameraRole role, const Truck& truck) {
  return camera(visit(role, truck.plate));
}

Result<void> CheckpointInMemory::confirmed(core::CameraRole role, const Truck& truck) {
  const auto read = visit(role, truck.plate);
  if (auto taken = camera(read); !taken) return taken;
  EXPECT_EQ(stores.visits.find(read.visit_id)->decision.why, core::MatchWhy::cannot_be_here);
  const auto named = decide(read, truck.plate);
  return named ? Result<void>{} : std::unexpected(named.error());
}

Result<void> CheckpointInMemory::check_in(const Truck& truck) {
  return as("kiosk", [&](Context& c) -> Result<void> {
    if (auto done = app::check_in(c, truck.booking_no); !done) return std::unexpected(done.error());
    return {};
  });
}

Result<void> CheckpointInMemory::call(const Truck& truck) {
  return as("officer:aliya", [&](Context& c) -> Result<void> {
    if (auto done = call_truck(
            c,
            {truck.booking_no, "1", {"perishables", "berries that spoil", "1234", "2025-05-20"}});
        !done)
      return std::unexpected(done.error());
    return {};
  });
}

Result<void> CheckpointInMemory::issue(const Truck& truck) {
  return as("officer:aliya", [&](Context& c) { return issue_permit(c, truck.application_no); });
}

Result<void> CheckpointInMemory::hand_over(const Truck& truck) {
  return as("officer:aliya", [&](Context& c) { return app::hand_over(c, truck.application_no); });
}

int CheckpointInMemory::print(core::PrintResult result) {
  for (int ended = 0;; ++ended) {
    std::optional<store::PrintJobRow> job;
    const auto done = as("system", [&](Context& c) -> Result<void> {
      job = begin_print(c);
      if (!job) return {};
      return end_print(c, job->id,
                       {result, core::PrintGradeWord::read("test"), {}, std::string(64, 'b')});
    });
    EXPECT_TRUE(done) << done.error().detail;
    if (!job || !done) return ended;
  }
}

Truck CheckpointInMemory::inside(int n) {
  const Truck truck = book(n);
  pay(truck);
  const auto entered = gate(truck);
  EXPECT_TRUE(entered) << entered.error().detail;
  return truck;
}

Truck CheckpointInMemory::issued(int n) {
  const Truck truck = inside(n);
  const auto given = issue(truck);
  EXPECT_TRUE(given) << given.error().detail;
  print();
  const auto handed = hand_over(truck);
  EXPECT_TRUE(handed) << handed.error().detail;
  return truck;
}

core::ApplicationState CheckpointInMemory::state(const Truck& truck) {
  return stores.applications.find(truck.application_no)->state;
}

core::BookingState CheckpointInMemory::booking_state(const Truck& truck) {
  return stores.bookings.find(truck.booking_no)->state;
}

std::optional<store::BlankRow> CheckpointInMemory::blank(const Truck& truck) {
  return stores.blanks.living_of(truck.application_no);
}

core::BlankState CheckpointInMemory::blank_state(const std::string& number) {
  return stores.blanks.find(number)->state;
}

std::vector<std::string> CheckpointInMemory::incident_kinds() {
  std::vector<std::string> kinds;
  for (const auto& row : stores.incidents.open()) kinds.push_back(row.kind);
  return kinds;
}

store::IncidentRow CheckpointInMemory::incident(const std::string& kind) {
  std::vector<store::IncidentRow> found;
  for (const auto& row : stores.incidents.open())
    if (row.kind == kind) found.push_back(row);
  EXPECT_EQ(found.size(), 1U) << kind;
  return found.empty() ? store::IncidentRow{} : found.front();
}

bool CheckpointInMemory::has_incident(const std::string& kind) { return incidents_of(kind) > 0; }

int CheckpointInMemory::incidents_of(const std::string& kind) {
  const auto kinds = incident_kinds();
  return static_cast<int>(std::count(kinds.begin(), kinds.end(), kind));
}

std::vector<core::EventRecord> CheckpointInMemory::log() {
  return stores.log.read(stores.log.head().epoch, 1, INT64_MAX);
}

std::vector<core::Event> CheckpointInMemory::events_of(const std::string& type) {
  std::vector<core::Event> events;
  for (const auto& row : log())
    if (row.type == type) events.push_back(codec::decode_event(row.type, row.body).value());
  return events;
}

StatisticsView CheckpointInMemory::statistics() {
  Context c = context();
  return statistics_view(c);
}

ApplicationView CheckpointInMemory::file(const Truck& truck) {
  Context c = context();
  return application_view(c, truck.application_no).value();
}

}  // namespace otkel::app::test
