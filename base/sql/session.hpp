#pragma once
// The one port to a database: prepare, bind, step, commit. Stores use it and write SQL in the
// words that SQLite and PostgreSQL share; what only one engine knows stays in that engine's folder.
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/sql/failure.hpp"
#include "base/sql/statement.hpp"

namespace otkel::sql {

/// One connection. One thread at a time. Functions throw Failure unless they return a Result.
class Session {
 public:
  virtual ~Session() = default;

  /// A prepared statement from the cache, ready to bind. `sql` must outlive the session (use
  /// literals); the same text must not be in use twice at once.
  Statement prepare(std::string_view sql);

  /// Runs one statement that returns no rows.
  template <class... Args>
  void run(std::string_view sql, const Args&... args) {
    prepare(sql).bind(args...).run();
  }

  /// Rows changed by the last statement.
  virtual std::int64_t changes() const = 0;

  /// Runs `work` and commits; undoes everything when it throws or returns an error. `work` returns
  /// core::Result<something>. Errors: those of `work`; internal if a transaction is open
  /// already, because that is a mistake of ours: a part that may fail alone is a savepoint().
  template <class Work>
  auto transact(Work&& work) -> decltype(work()) {
    return scope(Scope::transaction, work);
  }

  /// Inside transact(): runs `work`; when it throws or returns an error, undoes its part alone.
  /// Errors: those of `work`; internal if no transaction is open.
  template <class Work>
  auto savepoint(Work&& work) -> decltype(work()) {
    return scope(Scope::savepoint, work);
  }

  /// Runs `work`, which only reads and needs no transaction; a Failure becomes its error.
  template <class Work>
  static auto read(Work&& work) -> decltype(work()) {
    try {
      return work();
    } catch (const Failure& failure) {
      return core::fail(failure.code, failure.what());
    }
  }

 protected:
  Session() = default;
  Session(Session&&) noexcept = default;
  Session& operator=(Session&&) noexcept = default;
  bool inside_transact() const { return depth_ > 0; }

 private:
  enum class Scope { transaction, savepoint };

  template <class Work>
  auto scope(Scope kind, Work& work) -> decltype(work()) {
    decltype(work()) result = core::fail(core::Code::internal);
    const auto done = carry_out(kind, [&] {
      result = work();
      return result.has_value();
    });
    if (!done) return std::unexpected(done.error());
    return result;
  }
  core::Result<void> carry_out(Scope kind, const std::function<bool()>& work);
  bool run_inside(const std::function<bool()>& work);
  void undo(Scope kind, const std::string& savepoint);
  void check_alive() const;

  /// The prepared statement of that text, reset.
  virtual Cursor& cursor(std::string_view sql) = 0;
  /// Runs BEGIN, COMMIT, SAVEPOINT ... without preparing them.
  virtual void control(const std::string& sql) = 0;
  virtual void begin() = 0;
  virtual void roll_back() noexcept = 0;
  /// False also after the engine has undone a transaction by itself.
  virtual bool in_transaction() const = 0;

  int depth_ = 0;                  ///< 1 inside transact(), one more inside each savepoint()
  std::optional<Failure> undone_;  ///< what undid the transaction that is still open to its callers
};

}  // namespace otkel::sql
