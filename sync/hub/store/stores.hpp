#pragma once
// All stores of the hub's database, for app and for the hub's end of the links.
#include "ledger/answers.hpp"
#include "ledger/history_rows.hpp"
#include "sync/hub/store/applications.hpp"
#include "sync/hub/store/blanks.hpp"
#include "sync/hub/store/bookings.hpp"
#include "sync/hub/store/edge_log.hpp"
#include "sync/hub/store/hub_log.hpp"
#include "sync/hub/store/incidents.hpp"
#include "sync/hub/store/link_status.hpp"
#include "sync/hub/store/machine_values.hpp"
#include "sync/hub/store/number_sequences.hpp"
#include "sync/hub/store/register.hpp"
#include "sync/hub/store/registries.hpp"
#include "sync/hub/store/restores.hpp"
#include "sync/hub/store/sheets.hpp"
#include "sync/hub/store/signed_sheets.hpp"
#include "sync/hub/store/signing_keys.hpp"

namespace otkel::hub {

/// References one database, which must outlive it. One thread.
struct Stores {
  explicit Stores(sql::Session& session)
      : db(session),
        reading(session),
        links(session),
        carriers(session),
        cards(session),
        misuse(session),
        officers(session),
        bookings(session),
        applications(session),
        blanks(session),
        permits(session),
        sheets(session),
        signed_sheets(session),
        incidents(session),
        sequences(session),
        signing_keys(session),
        restores(session),
        machine_values(session),
        answers(session) {}

  /// What the hub writes for a checkpoint, and what the checkpoint writes.
  ledger::OwnLog hub_log(core::Site site) const { return hub::hub_log(db, site); }
  ledger::PeerLog edge_log(core::Site site) const { return hub::edge_log(db, site); }
  /// Whether it is known what the hub ever wrote for a checkpoint.
  ledger::HistoryRows history(core::Site site) const { return {db, {site, core::LogSide::hub}}; }

  sql::Session& db;
  EdgeLog reading;  ///< how far the checkpoints' logs have come in and been understood
  LinkStatuses links;
  Carriers carriers;
  Cards cards;
  MisuseList misuse;
  Officers officers;
  Bookings bookings;
  Applications applications;
  Blanks blanks;
  Register permits;
  Sheets sheets;
  SignedSheets signed_sheets;
  Incidents incidents;
  NumberSequences sequences;
  SigningKeys signing_keys;
  Restores restores;
  MachineValues machine_values;
  ledger::Answers answers;
};

}  // namespace otkel::hub
