#pragma once
// The supplements that checkpoints have printed, and the check that opens the register for a person
// who holds one.
#include <string>
#include <vector>

#include "base/sql/session.hpp"
#include "core/value/fields.hpp"
#include "core/value/instant.hpp"

namespace otkel::hub {

/// One attempt to print. `sheet_check` is the text of a core::SheetCheck.
struct SheetRow {
  std::string application_no, blank;
  std::int64_t attempt = 1;
  std::string sheet_check;
  core::Instant reported{};
  static constexpr auto fields() {
    using R = SheetRow;
    return std::tuple{core::field("application_no", &R::application_no),
                      core::field("blank", &R::blank), core::field("attempt", &R::attempt),
                      core::field("sheet_check", &R::sheet_check),
                      core::field("reported", &R::reported)};
  }
};

/// Call inside Session::transact; throws sql::Failure.
class Sheets {
 public:
  explicit Sheets(sql::Session& db) : db_(db) {}
  /// An attempt that left nothing on paper is made again under its number: the last report counts.
  void put(const SheetRow& row);
  /// All attempts of all blanks of an application.
  std::vector<SheetRow> of(const std::string& application_no);

 private:
  sql::Session& db_;
};

}  // namespace otkel::hub
