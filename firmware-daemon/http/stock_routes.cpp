// The stock and the single blank; what ends a blank is in second_officer.cpp.
#include "firmware-daemon/app/console_views.hpp"
#include "firmware-daemon/app/receive_blanks.hpp"
#include "firmware-daemon/app/reconciliation.hpp"
#include "firmware-daemon/http/body.hpp"

namespace otkel::http {
namespace {

using core::field;

struct Pack {
  std::string first, last;
  static constexpr auto fields() {
    return std::tuple{field("first", &Pack::first), field("last", &Pack::last)};
  }
};

struct Receipt {
  std::string batch, first;
  std::int64_t count = 0;
  std::optional<std::string> act, last;
  std::optional<std::vector<Pack>> packs;
  static constexpr auto fields() {
    using F = Receipt;
    return std::tuple{field("batch", &F::batch), field("first", &F::first),
                      field("count", &F::count), field("act", &F::act),
                      field("last", &F::last),   field("packs", &F::packs)};
  }
};

constexpr std::size_t kMostPacks = 1000;

Result<Answer> file_of(Context& c, const web::Request& r) {
  const auto view = app::blank_view(c, param(r, "number"));
  if (!view) return std::unexpected(view.error());
  return answer(*view);
}

Result<Answer> stock(Context& c, const web::Request&) { return answer(app::stock_view(c)); }

Result<Answer> reconciliation(Context& c, const web::Request&) {
  return answer(app::reconciliation_view(c));
}

Result<Answer> receive(Context& c, const web::Request& r) {
  const auto body = body_of<Receipt>(r);
  if (!body) return std::unexpected(body.error());
  if (auto ok = printable("batch", body->batch, 32); !ok) return std::unexpected(ok.error());
  if (auto ok = filled("first", body->first, 24); !ok) return std::unexpected(ok.error());
  if (body->count < 1 || body->count > 100'000)
    return fail(Code::value_malformed, "$.count: from 1 to 100000");
  if (body->act)
    if (auto ok = printable("act", *body->act, 32); !ok) return std::unexpected(ok.error());
  app::ReceiveBlanks delivery{body->batch, body->first, body->count, body->act, body->last};
  if (body->packs) {
    if (body->packs->size() > kMostPacks)
      return fail(Code::value_malformed, "$.packs: at most " + std::to_string(kMostPacks));
    for (const auto& pack : *body->packs) delivery.packs.push_back({pack.first, pack.last});
  }
  if (auto ok = app::receive_blanks(c, delivery); !ok) return std::unexpected(ok.error());
  return answer(app::stock_view(c), 201);
}

}  // namespace

const Routes& stock_routes() {
  static const Routes routes{
      {"GET", "/api/v1/blanks/{number}", Who::reader, IdempotencyKey::none, file_of, {}},
      {"GET", "/api/v1/stock", Who::reader, IdempotencyKey::none, stock, {}},
      {"GET",
       "/api/v1/stock/reconciliation",
       Who::reader,
       IdempotencyKey::none,
       reconciliation,
       {}},
      {"POST", "/api/v1/stock/receipts", Who::officer, IdempotencyKey::required, receive, {}},
  };
  return routes;
}

}  // namespace otkel::http
