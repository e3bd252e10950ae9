#pragma once
// The two folds of state_replay.hpp, one for each writer, over one state. The hub's facts go first:
// a checkpoint reports only on what it was sent, so its reports rest on them. Internal.
#include <map>
#include <set>
#include <string>
#include <utility>

#include "core/fact/kept.hpp"
#include "core/permit/application.hpp"
#include "core/permit/blank_stock.hpp"
#include "core/value/site.hpp"
#include "sync/hub/store/by_log.hpp"

namespace otkel::hub {

/// What both folds write to.
struct Folded {
  HubByLog by_log;
  std::string site;       ///< of the log that is being folded, as its word
  core::Actor actor;      ///< of the fact that is being folded
  core::Instant at{};     ///< likewise
  core::Instant heard{};  ///< when the hub received it, by its own clock
  /// By the number of a booking, an application, a batch: when the hub took it back, formed its
  /// supplement, sent it.
  std::map<std::string, core::Instant> withdrawn, formed, sent;
  /// By the application's plate: whose trucks a checkpoint reported to be inside.
  std::map<std::string, std::set<std::string>> inside;
  /// Checkpoints to which the hub writes a later epoch than its first, because it was put back.
  std::set<std::string> put_back;
  /// By plate: when it came back from China, by whatever checkpoint.
  std::map<std::string, std::set<std::string>> came_back;

  ledger::StateRow& row(const std::string& table, const std::string& key) {
    return by_log.tables[table][key];
  }
  /// That the hub had done that when it read the fact that is being folded. A hub that was put back
  /// may have read it before it was sent again what it had done.
  bool had(const std::map<std::string, core::Instant>& done, const std::string& number) const;
  /// By the tables of transitions; if a move does not lead on, nothing changes. True: it did.
  bool move(const std::string& application, core::ApplicationEvent event);
  bool move(const std::string& blank, core::BlankEvent event);
  /// The last running number that was given is this one or a later one.
  void number_given(const std::string& kind, int year, std::int64_t number);
};

std::string text_of(core::Instant at);
/// If the logs do not show which of entry and supplement the hub knew first.
const std::string& inside_or_not();

/// The hub's own log of one checkpoint after the other.
class HubFold {
 public:
  explicit HubFold(Folded& folded) : s_(folded) {}
  /// The registries are sent to every checkpoint of the hub, so of several logs that one counts
  /// which was sent last. Call at the end of each.
  void end_of_log();

  using LeftOut = core::Joined<core::FactsOfCheckpoint, core::FactsOfBoth>;
  void operator()(const core::CarrierRecorded& f);
  void operator()(const core::MisuseRecorded& f);
  void operator()(const core::PermitCardRecorded& f);
  void operator()(const core::OfficerRecorded& f);
  void operator()(const core::NumbersSkipped& f);
  void operator()(const core::PortalBookingMade& f);
  void operator()(const core::PortalBookingWithdrawn& f);
  void operator()(const core::ApplicationRegistered& f);
  void operator()(const core::IntakeRejected& f);
  void operator()(const core::PayNoticeSent& f);
  void operator()(const core::ApplicationRefused& f);
  void operator()(const core::FeePaid& f);
  void operator()(const core::SupplementFormed& f);
  void operator()(const core::BlanksDispatched& f);
  void operator()(const core::PermitRevoked& f);
  void operator()(const core::RevocationWithdrawn& f);

 private:
  using ReportedRow = std::pair<core::Instant, ledger::StateRow>;
  void report(const std::string& table, const std::string& key, ledger::StateRow row) {
    reported_[table][key] = {s_.at, std::move(row)};
  }
  void decided(const std::string& application);
  /// Of the card that the vehicle has when its supplement is formed.
  std::string make_of(const std::string& plate, const std::string& bin);

  Folded& s_;
  std::map<std::string, std::map<std::string, ReportedRow>> reported_;  ///< by this log
  std::map<std::string, std::map<std::string, ReportedRow>> last_;      ///< by all logs so far
  std::map<std::string, std::set<std::string>> cards_of_;               ///< by plate and carrier
};

/// What the hub has read of one checkpoint's log after the other.
class EdgeFold {
 public:
  explicit EdgeFold(Folded& folded) : s_(folded) {}

  /// An alarm is about the machinery and no part of the state.
  using LeftOut =
      core::Joined<core::FactsOfHub, core::KeptByHub, core::FactList<core::ClockJumped>>;
  void operator()(const core::BookingConfirmed& f);
  void operator()(const core::BookingMoved& f);
  void operator()(const core::VehicleEntered& f);
  void operator()(const core::VehicleTurnedBack& f);
  void operator()(const core::VehicleCameBack& f);
  void operator()(const core::ApplicationClosed& f);
  void operator()(const core::BlanksReceived& f);
  void operator()(const core::NumberAllocated& f);
  void operator()(const core::PrintEnded& f);
  void operator()(const core::DocumentEnded& f);
  void operator()(const core::PermitIssued& f);
  void operator()(const core::PermitRedeemed& f);
  void operator()(const core::BlankEnded& f);
  void operator()(const core::IncidentOpened& f);
  void operator()(const core::IncidentClosed& f);

 private:
  void receive(const std::string& number, const std::string& batch);
  Folded& s_;
};

}  // namespace otkel::hub
