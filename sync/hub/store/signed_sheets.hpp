#pragma once
// The acts and no-fault slips that checkpoints have printed, by the check in the link of their QR.
#include <optional>
#include <string>

#include "base/sql/session.hpp"
#include "core/value/fields.hpp"
#include "core/value/instant.hpp"
#include "core/value/site.hpp"

namespace otkel::hub {

/// One attempt to print. `number` is that of the blank or the booking, `sheet_check` the text of a
/// core::SheetCheck.
struct SignedSheetRow {
  core::Site site;
  std::string document, subject;
  std::int64_t attempt = 1;
  std::string number, sheet_check;
  core::Instant reported{};
  static constexpr auto fields() {
    using R = SignedSheetRow;
    return std::tuple{
        core::field("site", &R::site),        core::field("document", &R::document),
        core::field("subject", &R::subject),  core::field("attempt", &R::attempt),
        core::field("number", &R::number),    core::field("sheet_check", &R::sheet_check),
        core::field("reported", &R::reported)};
  }
};

/// Call inside Session::transact; throws sql::Failure.
class SignedSheets {
 public:
  explicit SignedSheets(sql::Session& db) : db_(db) {}
  /// An attempt that left nothing on paper is made again under its number: the last report counts.
  void put(const SignedSheetRow& row);
  std::optional<SignedSheetRow> find(const std::string& number, const std::string& sheet_check);

 private:
  sql::Session& db_;
};

}  // namespace otkel::hub
