#pragma once
// A checkpoint in memory: Nur Zholy on 20 May 2025, its officers (aliya and berik, the senior
// bolat, the technician tamara) and cameras, and a hub's writer whose facts the checkpoint then
// applies by its own rules.
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "core/fact/event.hpp"
#include "firmware-daemon/app/authority.hpp"
#include "firmware-daemon/app/console_views.hpp"
#include "firmware-daemon/app/context.hpp"
#include "firmware-daemon/app/file_views.hpp"
#include "firmware-daemon/app/print_job.hpp"
#include "firmware-daemon/app/print_supplement.hpp"
#include "tests/support/seeded_random.hpp"

namespace otkel::app::test {

Instant time_of(const char* iso);
core::LocalDate date_of(const char* text);
/// Its term ends on 1 June 2025; 240 trucks a day, half of them the hub's.
Checkpoint nur_zholy();

struct Truck {
  std::string plate, booking_no, application_no;
};

/// The hub's side of the log: numbers and chains what it writes.
class HubWriter {
 public:
  core::EventRecord write(const core::Event& fact, Instant at);
  /// Whatever a hub of another version may write.
  core::EventRecord write(const std::string& type, const std::string& body, Instant at = {});

 private:
  std::int64_t seq_ = 0;
  std::string hash_ = std::string(core::kHashHexDigits, '0');
};

class CheckpointInMemory {
 public:
  explicit CheckpointInMemory(const std::string& path = ":memory:", Checkpoint place = nur_zholy());

  /// One transaction, as the work loop would open it.
  template <class Work>
  auto as(const std::string& actor, Work work) {
    Context c{stores, checkpoint, around, random, now, core::Actor::read(actor)};
    return db.transact([&] { return work(c); });
  }
  Context context(const std::string& actor = "officer:aliya") {
    return {stores, checkpoint, around, random, now, core::Actor::read(actor)};
  }

  // What the hub says.
  Result<void> take(const std::vector<core::EventRecord>& records);
  void hub(const std::vector<core::Event>& facts);
  void enrol_officers();  ///< the same ones by facts, where tables are held against the logs
  Truck book(int n, int slot_hour = 9);  ///< card, booking and registered application
  void pay(const Truck& truck);          ///< notice, fee and supplement
  Truck paid(int n, int slot_hour = 9);  ///< booked, and ready to be called
  void blanks(std::int64_t count);       ///< the next batch, counted into the stock

  /// A new booking and application of the same vehicle, paid.
  Truck next_trip(const Truck& truck, int n);

  // What people and cameras do. A camera's visit holds two reads that agree.
  core::Visit visit(core::CameraRole role, const std::string& plate);
  Result<void> camera(const core::Visit& seen);
  /// The same as told later, with the camera's own time of the passage.
  core::Visit late_visit(core::CameraRole role, const std::string& plate, Instant camera_time);
  Result<store::VisitRow> decide(const core::Visit& seen, std::optional<std::string> plate);
  Result<store::VisitRow> enter_by_hand(core::CameraRole role, const Truck& truck);
  Result<void> gate(const Truck& truck) { return seen(core::CameraRole::gate_in, truck); }
  Result<void> exit(const Truck& truck) { return seen(core::CameraRole::exit, truck); }
  Result<void> return_lane(const Truck& truck) {
    return seen(core::CameraRole::return_lane, truck);
  }
  Result<void> back(const Truck& truck) { return seen(core::CameraRole::entry_from_china, truck); }
  /// A read that the records contradict, so that an officer has to confirm it.
  Result<void> confirmed(core::CameraRole role, const Truck& truck);
  Result<void> check_in(const Truck& truck);
  Result<void> call(const Truck& truck);
  Result<void> issue(const Truck& truck);
  Result<void> hand_over(const Truck& truck);
  /// Ends all queued jobs like that; the number of them.
  int print(core::PrintResult result = core::PrintResult::confirmed);

  Truck inside(int n);  ///< booked, paid and through the gate
  Truck issued(int n);  ///< and printed and handed over

  // What is.
  core::ApplicationState state(const Truck& truck);
  core::BookingState booking_state(const Truck& truck);
  std::optional<store::BlankRow> blank(const Truck& truck);
  std::string number(const Truck& truck) { return blank(truck)->number.str(); }
  core::BlankState blank_state(const std::string& number);
  std::vector<std::string> incident_kinds();
  /// The only open one of that kind.
  store::IncidentRow incident(const std::string& kind);
  bool has_incident(const std::string& kind);
  int incidents_of(const std::string& kind);
  std::vector<core::Event> events_of(const std::string& type);
  StatisticsView statistics();
  ApplicationView file(const Truck& truck);
  std::vector<core::EventRecord> log();

  sqlite::Database db;
  store::Stores stores;
  Checkpoint checkpoint;
  Surroundings around;
  support::SeededRandom random{1};
  Instant now;
  HubWriter writer;

 private:
  Result<void> seen(core::CameraRole role, const Truck& truck);
  std::int64_t blanks_received_ = 0, visits_ = 0;
};

/// Another officer who stood by from his own session.
inline std::optional<Countersignature> with(const std::string& login) {
  return Countersignature{login};
}

/// The code of a refusal; nothing where it went well.
template <class T>
std::optional<Code> refusal(const Result<T>& result) {
  if (result) return std::nullopt;
  return result.error().code;
}

}  // namespace otkel::app::test
