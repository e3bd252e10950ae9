// From the row of a case to what people are shown.
#include "sync/hub/app/service/case_view.hpp"

#include "base/codec/json.hpp"

namespace otkel::hub {
namespace {

/// A list that this program wrote into the row.
template <class T>
core::Result<void> read_list(const ApplicationRow& row, const std::string& text,
                             std::vector<T>& out) {
  auto list = codec::decode<std::vector<T>>(text);
  if (!list)
    return core::fail(core::Code::database_corrupt,
                      "application " + row.application_no + ": " + list.error().detail);
  out = *std::move(list);
  return {};
}

core::Result<CaseView> account(const ApplicationRow& row) {
  CaseView view;
  view.application_no = row.application_no;
  view.site = row.site;
  view.bin = row.bin;
  view.plate = row.plate;
  view.booking_no = row.booking_no;
  view.planned_crossing = row.planned_crossing;
  view.submitted = row.submitted;
  view.decision_due = row.decision_due;
  view.state = row.state;
  view.changed = row.changed;
  view.decided = row.decided;
  view.signed_by = row.signed_by;
  view.reason = row.reason;
  view.revoked = row.revoked;
  if (auto read = read_list(row, row.grounds, view.grounds); !read)
    return std::unexpected(read.error());
  if (auto read = read_list(row, row.pending, view.pending); !read)
    return std::unexpected(read.error());
  return view;
}

}  // namespace

core::Result<CaseView> case_view(Context& context, const ApplicationRow& row, core::Instant now) {
  auto view = account(row);
  if (!view) return view;
  if (const auto payment = context.stores.applications.payment_of(row.application_no))
    view->payment =
        PaymentView{payment->application_no, payment->amount, payment->paid, payment->reference};
  if (row.state == core::ApplicationState::pay_notice) {
    const auto day = today_at(checkpoint_of(context, row.site), now);
    if (const auto fee = core::fee_on(context.pack(), day)) view->fee = *fee;
  }
  return view;
}

core::Result<CasePage> case_list(Context& context, std::optional<core::Site> site,
                                 std::optional<core::ApplicationState> state,
                                 const core::PageRequest& page) {
  CasePage out;
  auto rows = context.stores.applications.list(site, state, page);
  out.next = core::cut_page(rows, page.limit, [](const ApplicationRow& row) {
    return core::ListPosition{core::place_in_time(row.decision_due), row.application_no};
  });
  for (const auto& row : rows) {
    auto view = account(row);
    if (!view) return std::unexpected(view.error());
    out.cases.push_back(*std::move(view));
  }
  return out;
}

}  // namespace otkel::hub
