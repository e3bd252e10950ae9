// The judge of core beside the log and the row that remembers.
#include "firmware-daemon/app/clock_watch.hpp"

#include <utility>

#include "base/codec/json.hpp"
#include "core/value/words.hpp"

namespace otkel::app {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kJump{5000};          // what is worth a row of the log
constexpr milliseconds kWriteEvery{60'000};  // the last trusted moment, while all is well
constexpr std::string_view kKey = "clock_trust";

milliseconds offset_of(const core::Moment& at) { return at.wall.time_since_epoch() - at.boot; }

std::optional<core::ClockRecord> read_record(store::Stores& stores) {
  auto q = stores.db.prepare("SELECT value FROM meta WHERE key = ?");
  if (!q.bind(kKey).step()) return std::nullopt;
  auto record = codec::decode<core::ClockRecord>(q.text(0));
  if (!record)
    throw sql::Failure(Code::database_corrupt, "the row `clock_trust`: " + record.error().detail);
  return *std::move(record);
}

void write_record(store::Stores& stores, const core::ClockRecord& record) {
  stores.db.run(
      "INSERT INTO meta (key, value) VALUES (?, ?) "
      "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
      kKey, codec::encode(record));
}

}  // namespace

std::string clock_words(core::ClockDoubt doubt) {
  const std::string mend =
      " It is trusted again a minute after it agrees with the centre; without a link set the "
      "machine's clock and let two officers confirm it.";
  switch (doubt) {
    case core::ClockDoubt::none:
      return {};
    case core::ClockDoubt::moved:
      return "The machine's clock was set by more than 5 minutes." + mend;
    case core::ClockDoubt::differs:
      return "The machine's clock is more than 2 minutes from the centre's." + mend;
    case core::ClockDoubt::went_back:
      return "The machine's clock stands before a moment that has been; is its battery empty?" +
             mend;
    case core::ClockDoubt::long_absence:
      return "The machine was started after what its clock says are more than 72 hours." + mend;
    case core::ClockDoubt::implausible:
      return "The machine's clock stands before the first day of the rules." + mend;
  }
  return {};
}

core::ClockDoubt clock_doubt(const ClockState& clock, Instant now) {
  return core::doubt_at(now, clock.doubt,
                        clock.looked ? std::optional(clock.looked->wall) : std::nullopt);
}

Result<void> needs_clock(const Context& c) {
  const auto doubt = clock_doubt(c.around.clock, c.now);
  if (doubt == core::ClockDoubt::none) return {};
  return fail(Code::clock_untrusted, clock_words(doubt));
}

Result<void> confirm_clock(Context& c, const ClockConfirmation& said) {
  const auto why = core::read_reason(said.reason, "say how you know the time");
  if (!why) return std::unexpected(why.error());
  auto& clock = c.around.clock;
  if (clock.doubt == core::ClockDoubt::none || !clock.looked)
    return fail(Code::version_conflict, "the clock is trusted; there is nothing to confirm");
  if (clock.hub_heard)
    return fail(Code::version_conflict,
                "the centre is connected, and its clock decides: set the machine's clock by it");
  if (std::chrono::abs(c.now - said.shown) > core::ClockJudge::kMostFromHub)
    return fail(Code::clock_untrusted, "the machine's clock shows " + core::to_iso(c.now) +
                                           ", you say " + core::to_iso(said.shown) +
                                           "; set the machine's clock first");
  const std::string detail = *why + "; it was doubted: " + std::string(core::word(clock.doubt));
  if (auto may = authorise(c, Act{core::Verb::confirm_clock, core::Situation::usual,
                                  core::to_iso(c.now), detail, said.second});
      !may)
    return may;
  auto record = read_record(c.stores).value_or(core::ClockRecord{});
  record.known = true;
  record.from_hub = false;
  record.right_ms = offset_of(*clock.looked).count();
  record.trusted = c.now;
  record.doubt = core::ClockDoubt::none;
  write_record(c.stores, record);
  return {};
}

void ClockWatcher::begin(Context& c, const core::Moment& at) {
  const auto read = c.stores.db.read([&]() -> Result<core::ClockStart> {
    core::ClockStart start{at, boot_id_, read_record(c.stores), {}, {}};
    // The row that begins the epoch is written before anybody has looked at the clock.
    if (c.stores.log.head().seq > 1) start.last_written = c.stores.log.last_at();
    start.not_before =
        core::at_local(c.checkpoint.pack.valid_from, core::minutes{0}, c.checkpoint.utc_offset);
    return start;
  });
  if (!read) throw sql::Failure(read.error().code, read.error().detail);
  judge_.emplace(*read);
  written_ = read->kept;
  if (written_ && written_->trusted != Instant{}) ready_ = written_->trusted;
}

void ClockWatcher::notice_jump(Context& c, const core::Moment& at) {
  if (last_) {
    const auto moved = offset_of(at) - offset_of(*last_);
    if (std::chrono::abs(moved) > kJump) {
      const Instant expected = at.wall - moved;
      const auto reported = c.stores.db.transact([&]() -> Result<void> {
        record(c, core::ClockJumped{expected, at.wall});
        open_incident(c, core::IncidentKind::clock_jumped, core::to_iso(at.wall),
                      "expected " + core::to_iso(expected));
        return {};
      });
      if (!reported) return;  // seen again at the next look
    }
  }
  last_ = at;
}

void ClockWatcher::notice_silence(Instant now) {
  if (judge_->doubt() != core::ClockDoubt::none) return;
  if (ready_ && !silence_ && now - *ready_ > core::ClockJudge::kMostMoved)
    silence_ = Silence{*ready_, now};
  ready_ = now;
}

void ClockWatcher::keep(Context& c, const core::Moment& at) {
  const auto& record = judge_->record();
  const bool turned = !written_ || written_->doubt != record.doubt ||
                      written_->known != record.known || written_->boot_id != record.boot_id;
  const bool drifted =
      written_ && (std::chrono::abs(milliseconds{record.right_ms - written_->right_ms}) > kJump ||
                   record.trusted - written_->trusted > kWriteEvery ||
                   written_->trusted - record.trusted > kWriteEvery);
  if (!turned && !drifted) return;
  const auto kept = c.stores.db.transact([&]() -> Result<void> {
    write_record(c.stores, record);
    if (turned && record.doubt != core::ClockDoubt::none)
      open_incident(c, core::IncidentKind::clock_untrusted, std::string(core::word(record.doubt)),
                    "at " + core::to_iso(at.wall) + ": " + clock_words(record.doubt));
    return {};
  });
  if (kept) written_ = record;
}

void ClockWatcher::look(Context& c, const core::Moment& at) {
  auto& clock = c.around.clock;
  if (!judge_) begin(c, at);
  // What two persons have confirmed since was written by their command, and is taken from there.
  if (clock.doubt != core::ClockDoubt::none) {
    const auto row = c.stores.db.read(
        [&]() -> Result<std::optional<core::ClockRecord>> { return read_record(c.stores); });
    if (row && *row && (*row)->doubt == core::ClockDoubt::none && written_ &&
        written_->doubt != core::ClockDoubt::none) {
      judge_->confirm(at);
      written_ = **row;
    }
  }
  judge_->look(at, {clock.hub_heard, std::exchange(clock.hub_measured, std::nullopt)});
  clock.doubt = judge_->doubt();
  clock.looked = at;
  notice_jump(c, at);
  notice_silence(at.wall);
  keep(c, at);
}

}  // namespace otkel::app
