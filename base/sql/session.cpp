// Transactions and savepoints, the same for every engine.
#include "base/sql/session.hpp"

namespace otkel::sql {

/// On a full or failing disk SQLite undoes the whole transaction by itself. What its callers still
/// do inside it would then be committed statement by statement, so it is refused.
void Session::check_alive() const {
  if (depth_ == 0 || in_transaction()) return;
  throw undone_.value_or(Failure(core::Code::io_failed, "the database has undone the transaction"));
}

Statement Session::prepare(std::string_view sql) {
  check_alive();
  return Statement(cursor(sql));
}

bool Session::run_inside(const std::function<bool()>& work) {
  struct Depth {
    int& depth;
    explicit Depth(int& d) : depth(d) { ++depth; }
    ~Depth() { --depth; }
  } const inside(depth_);
  const bool keep = work();
  if (keep) check_alive();
  return keep;
}

void Session::undo(Scope kind, const std::string& savepoint) {
  if (!in_transaction()) return;  // the engine has undone all of it already
  if (kind == Scope::transaction)
    roll_back();
  else
    control("ROLLBACK TO " + savepoint + "; RELEASE " + savepoint);
}

core::Result<void> Session::carry_out(Scope kind, const std::function<bool()>& work) {
  const bool outer = kind == Scope::transaction;
  if (outer != (depth_ == 0))
    return core::fail(core::Code::internal,
                      outer ? "a transaction is open already; a part of it that may fail alone is "
                              "a savepoint"
                            : "a savepoint was asked for outside a transaction");
  const std::string name = "s" + std::to_string(depth_);
  try {
    check_alive();
    if (outer) {
      undone_.reset();
      begin();
    } else {
      control("SAVEPOINT " + name);
    }
    bool keep = false;
    try {
      keep = run_inside(work);
    } catch (...) {
      undo(kind, name);
      throw;
    }
    if (keep)
      control(outer ? "COMMIT" : "RELEASE " + name);
    else
      undo(kind, name);
    return {};
  } catch (const Failure& failure) {
    if (!outer && !in_transaction()) undone_ = failure;
    if (outer && in_transaction()) roll_back();
    return core::fail(failure.code, failure.what());
  }
}

}  // namespace otkel::sql
