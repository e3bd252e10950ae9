#pragma once
// Facts for several logs from one transaction: collected while it decides, appended at its end in
// the order of the logs' names, so that two writers can never wait for each other's locks.
#include <string>
#include <vector>

#include "base/sql/session.hpp"
#include "core/fact/event.hpp"
#include "ledger/own_log.hpp"

namespace otkel::ledger {

class Facts {
 public:
  /// `session` and `sql` must outlive it.
  Facts(sql::Session& session, const OwnLogSql& sql) : session_(session), sql_(sql) {}

  /// Inside commit(), which appends it at its end. Throws event_malformed as draft() does, internal
  /// outside commit().
  void add(const LogName& log, const core::Event& fact, Stamp stamp);
  /// The same of an event that was put aside: see draft_again().
  void add_again(const LogName& log, const core::EventRecord& aside);

  /// One transaction: `work`, then what it has added. `work` returns core::Result<something>.
  /// Errors: those of `work`, of Session::transact and of OwnLog::append.
  template <class Work>
  auto commit(Work&& work) -> decltype(work()) {
    return session_.transact([&]() -> decltype(work()) {
      const Collecting now(*this);
      auto result = work();
      if (result) append_all();
      return result;
    });
  }

  /// Inside commit(): a part that may fail alone; what it added goes with it.
  template <class Work>
  auto attempt(Work&& work) -> decltype(work()) {
    const auto before = collected_.size();
    auto result = session_.savepoint(work);
    if (!result) forget_from(before);
    return result;
  }

 private:
  struct Collected {
    LogName log;
    Draft draft;
  };
  /// While one stands, add() is open; what was collected goes with it.
  class Collecting {
   public:
    explicit Collecting(Facts& facts) : facts_(facts) { facts_.collecting_ = true; }
    ~Collecting() {
      facts_.collecting_ = false;
      facts_.collected_.clear();
    }
    Collecting(const Collecting&) = delete;
    Collecting& operator=(const Collecting&) = delete;

   private:
    Facts& facts_;
  };

  void add(const LogName& log, Draft draft);
  void append_all();
  void forget_from(std::size_t first);

  sql::Session& session_;
  const OwnLogSql& sql_;
  std::vector<Collected> collected_;
  bool collecting_ = false;
};

}  // namespace otkel::ledger
