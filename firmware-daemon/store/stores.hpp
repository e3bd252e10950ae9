#pragma once
// All stores of one database, for the use cases.
#include "base/sqlite/database.hpp"
#include "firmware-daemon/store/applications.hpp"
#include "firmware-daemon/store/blanks.hpp"
#include "firmware-daemon/store/blocked_spans.hpp"
#include "firmware-daemon/store/bookings.hpp"
#include "firmware-daemon/store/confusions.hpp"
#include "firmware-daemon/store/event_log.hpp"
#include "firmware-daemon/store/hand_overs.hpp"
#include "firmware-daemon/store/hub_inbox.hpp"
#include "firmware-daemon/store/incidents.hpp"
#include "firmware-daemon/store/marks.hpp"
#include "firmware-daemon/store/officers.hpp"
#include "firmware-daemon/store/print_jobs.hpp"
#include "firmware-daemon/store/queue_places.hpp"
#include "firmware-daemon/store/registry.hpp"
#include "firmware-daemon/store/requests.hpp"
#include "firmware-daemon/store/second_requests.hpp"
#include "firmware-daemon/store/stays.hpp"
#include "firmware-daemon/store/visits.hpp"
#include "ledger/answers.hpp"
#include "ledger/history_rows.hpp"

namespace otkel::store {

/// References one database, which must outlive it. One thread.
struct Stores {
  Stores(sqlite::Database& database, core::Site site)
      : db(database),
        log(database, site),
        history(database, log.name()),
        hub(hub_inbox(database, site)),
        registry(database),
        bookings(database),
        queue_places(database),
        blocked(database),
        applications(database),
        blanks(database),
        hand_overs(database),
        print_jobs(database),
        visits(database),
        stays(database),
        confusions(database),
        incidents(database),
        officers(database),
        requests(database),
        marks(database),
        second_requests(database),
        answers(database) {}

  sqlite::Database& db;
  EventLog log;
  ledger::HistoryRows history;
  ledger::PeerLog hub;
  Registry registry;
  Bookings bookings;
  QueuePlaces queue_places;
  BlockedSpans blocked;
  Applications applications;
  Blanks blanks;
  HandOvers hand_overs;
  PrintJobs print_jobs;
  Visits visits;
  Stays stays;
  CameraConfusions confusions;
  Incidents incidents;
  Officers officers;
  Requests requests;
  Marks marks;
  SecondRequests second_requests;
  ledger::Answers answers;
};

}  // namespace otkel::store
