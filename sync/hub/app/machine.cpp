// Clock, disk, port and tables of the hub.
#include "sync/hub/app/machine.hpp"

#include <algorithm>

#include "base/codec/json.hpp"

namespace otkel::hub {
namespace {

using core::Notice;
using core::NoticeWeight;
using std::chrono::milliseconds;

constexpr milliseconds kAskEvery{5000}, kWriteEvery{60'000}, kStep{5000};
/// A refusal is shown for so long after the last one.
constexpr std::chrono::minutes kRefusalShown{10};
constexpr std::size_t kEnoughOthers = 2;
const std::string kClockKey = "clock_trust", kServedKey = "served_since";
constexpr std::chrono::hours kBackupOverdue{36};  ///< a night that failed, and the morning after it

std::optional<core::ClockRecord> read_record(Context& context) {
  const auto text = context.stores.machine_values.find(kClockKey);
  if (!text) return std::nullopt;
  auto record = codec::decode<core::ClockRecord>(*text);
  if (!record)
    throw sql::Failure(core::Code::database_corrupt,
                       "the row `clock_trust`: " + record.error().detail);
  return *std::move(record);
}

bool worth_writing(const std::optional<core::ClockRecord>& before, const core::ClockRecord& now) {
  if (!before || before->doubt != now.doubt || before->known != now.known ||
      before->boot_id != now.boot_id)
    return true;
  return std::chrono::abs(milliseconds{now.right_ms - before->right_ms}) > kStep ||
         std::chrono::abs(now.trusted - before->trusted) > kWriteEvery;
}

std::optional<milliseconds> middle(std::vector<milliseconds> values) {
  if (values.size() < kEnoughOthers) return std::nullopt;
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, at);
  return *at;
}

}  // namespace

std::vector<Notice> notices_of(const Machine& machine, const core::Moment& at) {
  auto notices = machine.storage.notices();
  const auto doubt = core::doubt_at(at.wall, machine.clock, machine.clock_looked);
  if (doubt != core::ClockDoubt::none)
    notices.push_back({"clock_untrusted", NoticeWeight::stops, clock_words(doubt)});
  for (const auto& complaint : machine.port.complaints)
    if (std::ranges::find(notices, "authorised_keys", &Notice::code) == notices.end())
      notices.push_back({"authorised_keys", NoticeWeight::warning, complaint});
  if (machine.refused_at && at.boot - *machine.refused_at < kRefusalShown)
    notices.push_back({"link_refused", NoticeWeight::warning, machine.port.problem});
  if (const auto n = machine.passwords.missing; n > 0)
    notices.push_back({"passwords_missing", NoticeWeight::warning,
                       std::to_string(n) +
                           " active officers have a password that was lost with this hub's "
                           "database: no checkpoint can get it any more; give each a new one"});
  if (const auto n = machine.passwords.in_log; n > 0)
    notices.push_back({"passwords_in_log", NoticeWeight::warning,
                       "the password hashes of " + std::to_string(n) +
                           " active officers lie in a log, where they stay for ever; give each a "
                           "new password"});
  if (const auto& found = machine.state_check.differences; !found.empty())
    notices.push_back({"state_differs", NoticeWeight::warning,
                       "the tables are not what the logs say: " + found.front() +
                           (found.size() > 1 ? ", and more" : "") +
                           "; run `otkelctl hub verify-state` with this hub's --config files"});
  if (machine.backup_since && at.wall - *machine.backup_since > kBackupOverdue)
    notices.push_back({"backup_overdue", NoticeWeight::warning,
                       "no backup of the hub's database since " +
                           core::to_iso(*machine.backup_since) +
                           "; systemctl enable --now otkel-hub-backup.timer"});
  std::ranges::stable_sort(notices, std::ranges::greater{}, &Notice::weight);
  return notices;
}

const std::vector<std::string>& notice_codes() {
  static const std::vector<std::string> codes = [] {
    auto all = core::StorageHealth::codes();
    all.insert(all.end(),
               {"clock_untrusted", "authorised_keys", "link_refused", "passwords_missing",
                "passwords_in_log", "state_differs", "backup_overdue"});
    return all;
  }();
  return codes;
}

void keep_clock(Stores& stores, const core::ClockRecord& record) {
  stores.machine_values.put(kClockKey, codec::encode(record));
}

void prove_writable(Context& context, core::Instant now) {
  context.stores.machine_values.put("proved_writable_at", core::to_iso(now));
}

void MachineWatch::look_at_clock(const core::Moment& at, const std::vector<milliseconds>& others) {
  if (!judge_) {
    written_ = read_record(context_);
    const auto from =
        core::at_local(context_.pack().valid_from, core::minutes{0}, core::kKazakhstanOffset);
    judge_.emplace(core::ClockStart{at, probe_.boot_id, written_, {}, from});
  }
  core::OtherClock other;
  if (judge_->doubt() != core::ClockDoubt::none) other.measured = middle(others);
  other.heard = other.measured.has_value();
  judge_->look(at, other);
  context_.machine.clock = judge_->doubt();
  context_.machine.clock_looked = at.wall;
  const auto& record = judge_->record();
  if (!worth_writing(written_, record)) return;
  const auto kept = context_.stores.db.transact([&]() -> core::Result<void> {
    keep_clock(context_.stores, record);
    return {};
  });
  if (!kept) throw sql::Failure(kept.error().code, kept.error().detail);
  written_ = record;
}

void MachineWatch::take_report(const std::string& text, core::Instant now) {
  auto report = codec::decode<ledger::StateReport>(text);
  // Half a report of another version is none.
  if (!report || context_.machine.state_check.checked == report->checked) return;
  if (!report->differences.empty()) {
    const IncidentText what{core::IncidentKind::state_differs, core::to_iso(report->checked),
                            std::to_string(report->differences.size()) +
                                " differences; the first: " + report->differences.front()};
    const auto reported = context_.stores.db.transact([&]() -> core::Result<void> {
      for (const auto& one : context_.settings.checkpoints)
        open_incident(context_, one.site, what, now);
      return {};
    });
    if (!reported) throw sql::Failure(reported.error().code, reported.error().detail);
  }
  context_.machine.state_check = *std::move(report);
}

core::Instant MachineWatch::served_since(core::Instant now) {
  auto& values = context_.stores.machine_values;
  if (const auto kept = values.find(kServedKey))
    if (const auto since = core::parse_iso(*kept)) return *since;
  const auto written = context_.stores.db.transact([&]() -> core::Result<void> {
    return values.put(kServedKey, core::to_iso(now)), core::Result<void>{};
  });
  if (!written) throw sql::Failure(written.error().code, written.error().detail);
  return now;
}

void MachineWatch::ask(const core::Moment& at) {
  const auto boot = at.boot;
  if (asked_ && boot - *asked_ < kAskEvery) return;
  asked_ = boot;
  context_.machine.passwords = context_.stores.officers.count_passwords();
  auto& machine = context_.machine;
  if (probe_.disk) machine.storage.note_space(probe_.disk(), boot);
  if (probe_.state_report)
    if (const auto text = probe_.state_report()) take_report(*text, at.wall);
  if (probe_.last_backup) {
    const auto last = probe_.last_backup();
    machine.backup_since = last ? *last : served_since(at.wall);
  }
  if (!probe_.port) return;
  auto news = probe_.port();
  if (news.refused != machine.port.refused) machine.refused_at = boot;
  machine.port = std::move(news);
}

}  // namespace otkel::hub
