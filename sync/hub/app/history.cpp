// Doubt and its end at the hub.
#include "sync/hub/app/history.hpp"

#include <algorithm>
#include <set>
#include <type_traits>

#include "base/codec/event.hpp"
#include "base/codec/hash.hpp"
#include "core/value/paper_text.hpp"
#include "sync/hub/app/enrol.hpp"
#include "sync/hub/app/rebuild.hpp"
#include "sync/hub/app/service/checks.hpp"

namespace otkel::hub {
namespace {

using core::Code;
using ledger::Doubt;
using ledger::History;

/// More than were ever given in the days for which a link may be down.
constexpr std::int64_t kGap = 1000;
constexpr std::string_view kOldCopy =
    "the hub's log for this checkpoint ends before something that was written already: the hub's "
    "database was put back";

/// If nobody has declared who restored it and why.
RestoreDeclaration undeclared() { return {"the hub's database was put back", "system"}; }

core::Result<void> check_declaration(const RestoreDeclaration& said) {
  if (auto named = filled(said.person, "person"); !named) return named;
  const auto given = filled(core::in_one_line(said.reason), "reason");
  if (given || given.error().code == Code::page_has_unknown_glyphs) return given;
  return core::fail(Code::reason_missing, "say in words why");
}

/// Numbers that were given and reported to nobody but the applicant are known nowhere: a gap is
/// left.
void leave_gap(Context& context, core::Site site, const RestoreDeclaration& said,
               core::Instant now) {
  for (const auto& sequence : context.stores.sequences.of_site(site)) {
    if (sequence.name == "incident") continue;
    const auto last = sequence.last + kGap;
    context.stores.sequences.raise_to(sequence.name, site, sequence.year, last);
    publish(context, site, core::Actor::officer(said.person), now,
            core::NumbersSkipped{sequence.name, sequence.year, sequence.last + 1, last, said.reason,
                                 said.person});
  }
  context.stores.restores.forget(site);
}

/// The running number that a fact is about; empty if it is about none.
std::string number_of(const core::Event& fact) {
  std::string number;
  const auto look = [&]<class T>(std::string_view name, const T& value) {
    if constexpr (std::is_same_v<T, std::string>)
      if (number.empty() && (name == "application_no" || name == "booking_no")) number = value;
  };
  std::visit([&](const auto& one) { core::for_each_field(one, look); }, fact);
  return number;
}

/// What was written in ignorance of the events that came back is sent again, but for what is about
/// a number that it gave itself: that may be somebody else's, and is renumbered by carry_over().
void report_again(Context& context, const ledger::LogName& log,
                  const std::vector<core::EventRecord>& aside) {
  std::set<std::string> given;
  for (const auto& event : aside) {
    if (event.type == core::EpochBegan::type) continue;
    // One that a newer version wrote is told again too, though this one cannot say what it is
    // about.
    if (const auto fact = codec::decode_event(event.type, event.body)) {
      const auto number = number_of(*fact);
      if (gives_a_number(*fact)) given.insert(number);
      if (given.contains(number)) continue;
    }
    context.facts.add_again(log, event);
  }
}

/// Whose row of a registry a fact writes again; empty if it writes none.
std::string registered_by(const core::EventRecord& record) {
  const auto fact = codec::decode_event(record.type, record.body);
  if (!fact) return {};
  if (const auto* one = std::get_if<core::CarrierRecorded>(&*fact)) return "carrier " + one->bin;
  if (const auto* one = std::get_if<core::PermitCardRecorded>(&*fact))
    return "card " + one->card_no;
  if (const auto* one = std::get_if<core::OfficerRecorded>(&*fact)) return "officer " + one->login;
  return {};
}

/// What was recorded since the database was put back is newer than anything that comes back: an
/// officer who was withdrawn meanwhile stays withdrawn.
std::set<std::string> registered_since(ledger::OwnLog& log) {
  std::set<std::string> newer;
  for (const auto& record : log.read(log.head().epoch, 1, INT64_MAX))
    newer.insert(registered_by(record));
  newer.erase("");
  return newer;
}

core::Result<void> rebuild(Context& context, core::Site site, core::Instant now) {
  auto history = context.stores.history(site);
  auto log = context.stores.hub_log(site);
  const auto newer = registered_since(log);
  for (const auto& [epoch, seq] : history.adopted()) {
    const auto record = log.read(epoch, seq, 1).at(0);
    if (newer.contains(registered_by(record))) continue;
    const auto done = context.facts.attempt([&] { return carry_over(context, record); });
    if (done) continue;
    if (core::is_storage(done.error().code)) return done;
    open_incident(
        context, site,
        {done.error().code == Code::number_taken ? core::IncidentKind::number_given_twice
                                                 : core::IncidentKind::event_not_carried_over,
         record.event_id, record.type + ": " + done.error().detail},
        now);
  }
  history.done();
  return {};
}

/// Nothing is given for that checkpoint before it has given back what it holds.
void put_back(Context& context, core::Site site, Doubt why, const RestoreDeclaration& said,
              core::Instant now) {
  begin_epoch(context, site, "restored", now);
  context.stores.history(site).save({why, false, true, now});
  context.stores.restores.declare(site, said);
}

core::Result<void> carry_out(Context& context, core::Site site, core::Instant now,
                             const ledger::Judgement& judged, const History& before) {
  return context.facts.commit([&]() -> core::Result<void> {
    context.stores.history(site).save(judged.next);
    if (judged.begin_epoch) {
      const auto ended = context.stores.hub_log(site).head().epoch;
      begin_epoch(context, site, "restored", now);
      open_incident(context, site,
                    {core::IncidentKind::hub_history_in_doubt, ended, std::string(kOldCopy)}, now);
    }
    if (judged.rebuild)
      if (auto done = rebuild(context, site, now); !done) return done;
    if (before.doubt != Doubt::none && judged.next.doubt == Doubt::none)
      leave_gap(context, site, context.stores.restores.declared(site).value_or(undeclared()), now);
    return {};
  });
}

core::Result<void> take_back(Context& context, core::Site site, core::Instant now,
                             const sync::Returned& returned) {
  return context.facts.commit([&]() -> core::Result<void> {
    auto log = context.stores.hub_log(site);
    auto rows = context.stores.history(site);
    const auto aside = ledger::take_back(log, rows, returned, now);
    if (!aside) return std::unexpected(aside.error());
    report_again(context, log.name(), *aside);
    return {};
  });
}

}  // namespace

ledger::HistoryEnds history_ends(Context& context, core::Site site, core::Instant now) {
  return {.rows = context.stores.history(site),
          .carry_out =
              [&context, site, now](const ledger::Judgement& judged, const History& before) {
                return carry_out(context, site, now, judged, before);
              },
          .take_back =
              [&context, site, now](const sync::Returned& returned) {
                return take_back(context, site, now, returned);
              }};
}

core::Result<std::vector<core::Site>> begin_restored(Context& context,
                                                     const RestoreDeclaration& said,
                                                     core::Instant now) {
  if (auto given = check_declaration(said); !given) return std::unexpected(given.error());
  if (auto all = must_be_enrolled(context); !all) return std::unexpected(all.error());
  return context.facts.commit([&]() -> core::Result<std::vector<core::Site>> {
    std::vector<core::Site> begun;
    for (const auto& one : context.settings.checkpoints) {
      put_back(context, one.site, Doubt::restored, said, now);
      begun.push_back(one.site);
    }
    return begun;
  });
}

core::Result<void> doubt_old_copy(Context& context, const ledger::Witness& witness,
                                  core::Instant now) {
  return context.facts.commit([&]() -> core::Result<void> {
    for (const auto& one : context.settings.checkpoints) {
      auto log = context.stores.hub_log(one.site);
      const auto seen = std::ranges::find(witness, log.name().text(),
                                          [](const auto& line) { return line.first; });
      if (seen == witness.end() || log.holds(seen->second)) continue;
      if (context.stores.history(one.site).load().doubt != Doubt::none) continue;
      const auto ended = log.head().epoch;
      put_back(context, one.site, Doubt::rolled_back, undeclared(), now);
      open_incident(context, one.site,
                    {core::IncidentKind::hub_history_in_doubt, ended, std::string(kOldCopy)}, now);
    }
    return {};
  });
}

core::Result<void> begin_numbers(Context& context, core::Site site, const RestoreDeclaration& said,
                                 core::Instant now) {
  if (auto served = checkpoint(context, site.code()); !served)
    return std::unexpected(served.error());
  if (auto given = check_declaration(said); !given) return given;
  return context.facts.commit([&]() -> core::Result<void> {
    auto history = context.stores.history(site);
    auto state = history.load();
    if (state.doubt == Doubt::none)
      return core::fail(Code::version_conflict, "nothing is in doubt for this checkpoint");
    state = {Doubt::none, true, state.accepted, now};
    history.save(state);
    leave_gap(context, site, said, now);
    open_incident(context, site,
                  {core::IncidentKind::numbers_begun_by_persons,
                   context.stores.hub_log(site).head().epoch, said.person + ": " + said.reason},
                  now);
    return {};
  });
}

namespace {

/// The one epoch that a person means. Errors: version_conflict, value_malformed.
core::Result<std::string> epoch_meant(Context& context, const AcceptEpoch& command) {
  std::vector<std::string> fit;
  std::string waiting;
  for (const auto& known : context.stores.reading.standings(command.site)) {
    if (known.standing == sync::Standing::waits) waiting += " " + known.epoch;
    if (command.epoch.size() < 8 || !known.epoch.starts_with(command.epoch)) continue;
    if (known.standing == sync::Standing::accepted)
      return core::fail(Code::version_conflict, "epoch " + known.epoch + " counts already");
    fit.push_back(known.epoch);
  }
  if (fit.empty() && codec::is_hex(command.epoch, 32)) return command.epoch;
  if (fit.size() == 1) return fit[0];
  return core::fail(Code::value_malformed,
                    "expected the 32 digits of an epoch, or the first 8 or more of one that waits; "
                    "\"" +
                        command.epoch + "\" fits " + std::to_string(fit.size()) +
                        "; waiting:" + (waiting.empty() ? " none" : waiting));
}

}  // namespace

core::Result<std::string> accept_epoch(Context& context, const AcceptEpoch& command,
                                       core::Instant now) {
  if (auto served = checkpoint(context, command.site.code()); !served)
    return std::unexpected(served.error());
  if (auto given = check_declaration({command.reason, command.person}); !given)
    return std::unexpected(given.error());
  return context.facts.commit([&]() -> core::Result<std::string> {
    const auto epoch = epoch_meant(context, command);
    if (!epoch) return epoch;
    context.stores.reading.accept(command.site, {*epoch, command.person, command.reason}, now);
    open_incident(
        context, command.site,
        {core::IncidentKind::epoch_accepted, *epoch, command.person + ": " + command.reason}, now);
    return epoch;
  });
}

}  // namespace otkel::hub
