// A supplement goes by the rules of its number, every other sheet is printed as of now.
#include "firmware-daemon/app/print_again.hpp"

#include "core/value/words.hpp"
#include "firmware-daemon/app/authority.hpp"
#include "firmware-daemon/app/print_job.hpp"
#include "firmware-daemon/app/print_supplement.hpp"

namespace otkel::app {
namespace {

using store::PrintJobRow;

/// The sheet as it was, but printed now and for the person who wants it now.
core::Document afresh(Context& c, core::Document document) {
  std::visit(
      [&]<class Sheet>(Sheet& sheet) {
        if constexpr (!std::is_same_v<Sheet, core::SupplementPrint>) {
          sheet.head.printed_at = c.now;
          sheet.head.officer = name_on_paper(c, officer_of(c));
        }
      },
      document);
  return document;
}

}  // namespace

Result<PrintJobRow> print_again(Context& c, std::int64_t id, const std::string& reason) {
  const auto why = core::read_reason(reason, "say in words why it is printed again");
  if (!why) return std::unexpected(why.error());
  auto job = load_job(c, id);
  if (!job) return job;
  if (std::holds_alternative<core::SupplementPrint>(job->payload))
    return reprint_supplement(c, *job->application_no, *why);
  return queue_document(c, afresh(c, job->payload), {*why});
}

}  // namespace otkel::app
