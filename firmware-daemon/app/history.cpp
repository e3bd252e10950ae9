// Doubt and its end at the checkpoint.
#include "firmware-daemon/app/history.hpp"

#include <algorithm>

#include "base/codec/event.hpp"
#include "base/codec/hash.hpp"
#include "core/value/words.hpp"
#include "firmware-daemon/app/print_job.hpp"
#include "firmware-daemon/app/queue_order.hpp"
#include "firmware-daemon/app/rebuild.hpp"
#include "firmware-daemon/app/settle_hub_facts.hpp"

namespace otkel::app {
namespace {

using ledger::Doubt;
using ledger::History;

std::string profile_of(const Context& c) {
  return c.checkpoint.demonstration ? "demonstration" : "production";
}

void begin_epoch(Context& c, const std::string& epoch, const std::string& reason,
                 const std::string& profile) {
  c.stores.log.begin_epoch(epoch, core::EpochBegan{reason, profile},
                           {c.now, core::Actor::system(), c.checkpoint.pack.version});
  if (reason == "created") return;
  open_incident(c, core::IncidentKind::history_in_doubt, epoch,
                std::string(ledger::sentence(c.stores.history.load().doubt)));
}

/// What was queued or at the printer in an old copy may have come out long ago.
Result<void> forget_open_prints(Context& c) {
  Context before = c;
  before.reported_before = true;
  auto open = c.stores.print_jobs.in_flight();
  for (auto& job : c.stores.print_jobs.in_state(store::PrintState::queued)) open.push_back(job);
  for (const auto& job : open)
    if (auto ended = end_print(before, job.id,
                               {core::PrintResult::unknown, {}, core::PrintStop::restored, ""});
        !ended)
      return ended;
  return {};
}

/// Everything that anybody has seen in this log is in it.
bool is_complete(Context& c) {
  const auto missing = c.stores.marks.missing();
  return !missing || c.stores.log.holds(*missing);
}

/// What the hub has sent in the meantime is answered now: a checkpoint that began empty confirms
/// the bookings that were sold for it before.
Result<void> end_doubt(Context& c) {
  c.stores.marks.set_missing(std::nullopt);
  return settle_hub_facts(c);
}

/// The blanks that lie in front, where numbers can be begun at all.
Result<std::vector<store::BlankRow>> lying_in_front(Context& c,
                                                    const std::vector<std::string>& first) {
  const auto doubt = c.stores.history.load().doubt;
  if (doubt == Doubt::none)
    return fail(Code::version_conflict, "nothing is in doubt: numbers are being given");
  if (doubt == Doubt::replaced) return std::unexpected(may_give_numbers(c).error());
  if (c.around.link.up && (is_complete(c) || c.stores.history.waiting()))
    return fail(Code::version_conflict,
                "the centre can be asked and knows what was given: wait for its answer");
  std::vector<store::BlankRow> rows;
  for (const auto& text : first) {
    auto blank = load_blank(c, text);
    if (!blank) return std::unexpected(blank.error());
    if (blank->state != core::BlankState::in_stock)
      return fail(Code::blank_wrong_state,
                  text + " is " + std::string(core::word(blank->state)) + " here, not in stock");
    rows.push_back(*blank);
  }
  return rows;
}

}  // namespace

Result<void> begin_history(Context& c, const HistoryStart& start,
                           const std::optional<std::vector<printer::Recovered>>& prints) {
  auto& rows = c.stores.history;
  if (c.stores.log.heads().empty()) {
    const bool asks = start.asks_hub || start.witness || prints;
    rows.save({asks ? Doubt::created : Doubt::none, false, !asks, c.now});
    begin_epoch(c, start.epoch, "created", start.profile);
    c.stores.marks.set_missing(start.witness);
    return {};
  }
  const bool put_back = c.stores.marks.put_back();
  const bool rolled_back = start.witness && !c.stores.log.holds(*start.witness);
  if (!put_back && !rolled_back) return recover_prints(c, prints);
  rows.save({put_back ? Doubt::restored : Doubt::rolled_back, false, false, c.now});
  begin_epoch(c, start.epoch, "restored", start.profile);
  c.stores.marks.set_put_back(false);
  if (rolled_back) c.stores.marks.set_missing(start.witness);
  return forget_open_prints(c);
}

Result<core::Situation> situation_of_numbers(Context& c, const std::vector<std::string>& first) {
  const auto blanks = lying_in_front(c, first);
  if (!blanks) return std::unexpected(blanks.error());
  return core::Situation::usual;
}

Result<void> begin_numbers(Context& c, const BeginNumbers& said) {
  const auto why = core::read_reason(said.reason);
  if (!why) return std::unexpected(why.error());
  const auto first = lying_in_front(c, said.first);
  if (!first) return std::unexpected(first.error());
  const auto epoch = c.stores.log.head().epoch;
  if (auto may = authorise(
          c, Act{core::Verb::begin_numbers, core::Situation::usual, epoch, *why, said.second});
      !may)
    return may;
  for (const auto& delivery : c.stores.blanks.deliveries()) {
    if (!delivery.received) continue;
    const auto pack = std::ranges::find(*first, delivery.batch, &store::BlankRow::batch);
    const auto numbers = c.stores.blanks.set_unaccounted(
        delivery.batch, pack == first->end() ? std::nullopt : std::optional(pack->number), c.now);
    if (numbers.empty()) continue;
    record(c, core::BlanksUnaccounted{delivery.batch, numbers.front(), numbers.back(),
                                      static_cast<std::int64_t>(numbers.size()), *why,
                                      said.second->login});
    open_incident(c, core::IncidentKind::blanks_unaccounted, delivery.batch,
                  numbers.front() + " to " + numbers.back() +
                      " lie before the blank that two persons named; nobody knows what became of "
                      "them",
                  people_of(c, said.second));
  }
  auto history = c.stores.history.load();
  history.doubt = Doubt::none;
  history.by_persons = true;
  history.since = c.now;
  c.stores.history.save(history);
  c.around.history = history_view(c);
  return end_doubt(c);
}

HistoryView history_view(Context& c) {
  const auto history = c.stores.history.load();
  HistoryView view{std::string(core::word(history.doubt)),
                   std::string(ledger::sentence(history.doubt)),
                   {},
                   c.stores.log.head().epoch};
  if (history.doubt != Doubt::none) view.since = history.since;
  return view;
}

namespace {

/// The same number in two hands: an incident about the number and about both applications.
void report_given_twice(Context& c, const core::NumberAllocated& fact, const std::string& detail) {
  for (const auto& step : fact.steps) {
    const auto here = c.stores.blanks.find(step.blank);
    if (!here || here->application_no == step.application_no) continue;
    open_incident(c, core::IncidentKind::number_given_twice, step.blank, detail);
    open_incident(c, core::IncidentKind::number_given_twice, step.application_no, detail);
    if (here->application_no)
      open_incident(c, core::IncidentKind::number_given_twice, *here->application_no, detail);
  }
}

void report_not_carried_over(Context& c, const core::EventRecord& record,
                             const core::Error& error) {
  const auto fact = codec::decode_event(record.type, record.body);
  const auto* given = fact ? std::get_if<core::NumberAllocated>(&*fact) : nullptr;
  if (given != nullptr && error.code == Code::number_taken)
    return report_given_twice(c, *given, error.detail);
  open_incident(c, core::IncidentKind::event_not_carried_over, record.event_id,
                record.type + ": " + error.detail);
}

Result<void> rebuild(Context& c) {
  for (const auto& [epoch, seq] : c.stores.history.adopted()) {
    const auto record = c.stores.log.read(epoch, seq, 1).at(0);
    const auto done = c.stores.db.savepoint([&] { return carry_over(c, record); });
    if (done) continue;
    if (core::is_storage(done.error().code)) return done;
    report_not_carried_over(c, record, done.error());
  }
  if (auto settled = settle_hub_facts(c); !settled) return settled;
  c.stores.blanks.forget_explained();
  c.stores.history.done();
  return {};
}

Result<void> carry_out(Context& c, const ledger::Judgement& judged, const History& before) {
  return c.stores.db.transact([&]() -> Result<void> {
    c.stores.history.save(judged.next);
    if (judged.begin_epoch) {
      begin_epoch(c, codec::to_hex(c.random.bytes<16>()), "restored", profile_of(c));
      if (auto forgotten = forget_open_prints(c); !forgotten) return forgotten;
    } else if (judged.next.doubt == Doubt::replaced && before.doubt != Doubt::replaced) {
      open_incident(c, core::IncidentKind::history_in_doubt, c.stores.log.head().epoch,
                    std::string(ledger::sentence(Doubt::replaced)));
    }
    if (judged.rebuild)
      if (auto done = rebuild(c); !done) return done;
    return judged.next.doubt == Doubt::none ? end_doubt(c) : Result<void>{};
  });
}

Result<void> take_back(Context& c, const sync::Returned& returned) {
  return c.stores.db.transact([&]() -> Result<void> {
    const auto aside = ledger::take_back(c.stores.log, c.stores.history, returned, c.now);
    if (!aside) return std::unexpected(aside.error());
    // They happened here all the same: reported again, under numbers that nobody else has.
    for (const auto& event : *aside)
      if (event.type != core::EpochBegan::type) renumber_place(c, c.stores.log.append_again(event));
    return {};
  });
}

}  // namespace

ledger::HistoryEnds history_ends(Context& c) {
  return {.rows = c.stores.history,
          .complete = [&c] { return is_complete(c); },
          .carry_out = [&c](const ledger::Judgement& judged,
                            const History& before) { return carry_out(c, judged, before); },
          .take_back = [&c](const sync::Returned& returned) { return take_back(c, returned); }};
}

}  // namespace otkel::app
