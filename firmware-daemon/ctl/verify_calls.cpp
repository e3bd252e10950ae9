// The list of every call, computed again from the log before it.
#include "firmware-daemon/ctl/verify_calls.hpp"

#include <unordered_map>

#include "base/codec/event.hpp"
#include "base/codec/hash.hpp"
#include "core/queue/booking.hpp"
#include "core/queue/order.hpp"
#include "ledger/rows.hpp"

namespace otkel::ctl {
namespace {

class CallReplay {
 public:
  void take(const core::EventRecord& record) {
    ++number_;
    const auto fact = codec::decode_event(record.type, record.body);
    if (!fact) return;  // a newer version's; the walk along the chain names what is broken
    if (const auto* booked = std::get_if<core::BookingConfirmed>(&*fact))
      interval_[booked->booking_no] = booked->slot_start;
    if (const auto* moved = std::get_if<core::BookingMoved>(&*fact)) move(record, *moved);
  }
  CallsCheck result() && { return std::move(check_); }

 private:
  void move(const core::EventRecord& record, const core::BookingMoved& f) {
    const auto& no = f.booking_no;
    if (f.event == core::word(core::BookingEvent::check_in)) {
      core::WaitingTruck truck;
      truck.booking_no = no;
      if (const auto own = interval_.find(no); own != interval_.end()) truck.interval = own->second;
      truck.arrived_seq = number_;
      truck.late_interval = f.late_interval;
      queue_.put(no, truck);
      return;
    }
    if (f.event == core::word(core::BookingEvent::put_back)) {
      if (const auto left = left_.find(no); left != left_.end()) queue_.put(no, left->second);
      return;
    }
    if (f.event == core::word(core::BookingEvent::come_back)) return come_back(no, f);
    const bool calls = f.event == core::word(core::BookingEvent::call);
    if (calls && f.call && !f.call->order_hash.empty()) compare(record, no, *f.call);
    if (const auto* waiting = queue_.find(no); waiting != nullptr) left_[no] = *waiting;
    queue_.erase(no);
  }

  void come_back(const std::string& no, const core::BookingMoved& f) {
    const auto left = left_.find(no);
    if (left == left_.end() || !f.back_interval) return;
    left->second.back = core::WaitingTruck::Back{*f.back_interval, number_};
    queue_.put(no, left->second);
  }

  void compare(const core::EventRecord& record, const std::string& no,
               const core::CallRecord& call) {
    ++check_.calls;
    const auto wrong = [&](const std::string& why) {
      check_.faults.push_back("event " + std::to_string(record.seq) + " of epoch " + record.epoch +
                              ": call of " + no + ": " + why);
    };
    const auto* waiting = queue_.find(no);
    if (waiting == nullptr) return wrong("it had not checked in");
    if (call.grant) {
      auto granted = *waiting;
      granted.head = core::WaitingTruck::Head{call.grant->ground, number_};
      queue_.put(no, granted);
    }
    std::vector<std::string> list, before;
    bool reached = false;
    queue_.walk([&](const core::WaitingTruck& truck) {
      list.push_back(truck.booking_no);
      reached = reached || truck.booking_no == no;
      if (!reached) before.push_back(truck.booking_no);
      return true;
    });
    if (codec::blake2b_hex(core::order_hash_input(list)) != call.order_hash)
      wrong("it was recorded from another list than the log gives");
    std::vector<std::string> passed;
    for (const auto& one : call.passed) passed.push_back(one.booking_no);
    if (passed != before)
      wrong(std::to_string(before.size()) + " trucks stood before it, " +
            std::to_string(passed.size()) + " are recorded as passed");
  }

  std::int64_t number_ = 0;
  std::unordered_map<std::string, core::Instant> interval_;
  std::unordered_map<std::string, core::WaitingTruck> left_;  ///< the queue: as they waited
  core::QueueOrder queue_;
  CallsCheck check_;
};

}  // namespace

CallsCheck check_calls(sqlite::Database& db, const core::Site& site) {
  auto rows = db.prepare("SELECT " OTKEL_RECORD_COLUMNS
                         " FROM edge_log JOIN edge_epoch USING (epoch) ORDER BY ordinal, seq");
  CallReplay replay;
  while (rows.step()) replay.take(ledger::read_record(rows, {site, core::LogSide::edge}));
  return std::move(replay).result();
}

}  // namespace otkel::ctl
