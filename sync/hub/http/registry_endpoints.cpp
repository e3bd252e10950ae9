// Carriers, cards, misuse, officers, deliveries, keys, bookings.
#include "sync/hub/app/bookings.hpp"
#include "sync/hub/app/permit/blanks.hpp"
#include "sync/hub/app/permit/keys.hpp"
#include "sync/hub/app/permit/registries.hpp"
#include "sync/hub/app/service/officers.hpp"
#include "sync/hub/http/answers.hpp"

namespace otkel::hub {
namespace {

using web::Request;

core::Result<Answer> post_carrier(Api& api, const Request& request) {
  return with_body<core::CarrierRecorded>(request, [&](core::CarrierRecorded carrier) {
    return json_answer(record_carrier(api.context, std::move(carrier), api.clock.now()));
  });
}

/// One card or a list of them.
core::Result<Answer> post_cards(Api& api, const Request& request) {
  const auto body = codec::parse(request.body);
  if (!body) return std::unexpected(body.error());
  std::vector<core::PermitCardRecorded> cards;
  core::Result<void> read;
  if (body->is_array())
    read = codec::read(*body, cards, "$");
  else
    read = codec::read(*body, cards.emplace_back(), "$");
  if (!read) return std::unexpected(read.error());
  return json_answer(record_permit_cards(api.context, std::move(cards), api.clock.now()));
}

core::Result<Answer> post_misuse(Api& api, const Request& request) {
  return with_body<core::MisuseRecorded>(request, [&](core::MisuseRecorded fact) {
    return json_answer(record_misuse(api.context, std::move(fact), api.clock.now()));
  });
}

core::Result<Answer> post_officer(Api& api, const Request& request) {
  return with_body<RecordOfficer>(request, [&](const RecordOfficer& officer) {
    return json_answer(record_officer(api.context, officer, api.clock.now()));
  });
}

core::Result<Answer> post_delivery(Api& api, const Request& request) {
  return with_body<DispatchBlanks>(request, [&](const DispatchBlanks& command) {
    return json_answer(dispatch_blanks(api.context, command, api.clock.now()), 201);
  });
}

core::Result<Answer> post_key(Api& api, const Request& request) {
  return with_body<RecordKey>(request, [&](const RecordKey& command) -> core::Result<Answer> {
    if (auto done = record_key(api.context, command, api.clock.now()); !done)
      return std::unexpected(done.error());
    return json_of(command, 201);
  });
}

core::Result<Answer> post_key_limit(Api& api, const Request& request) {
  return with_body<LimitKey>(request, [&](const LimitKey& command) {
    return json_answer(
        limit_key(api.context, std::string(request.param("public_key")), command, api.clock.now()));
  });
}

core::Result<Answer> post_booking(Api& api, const Request& request) {
  return with_body<BookSlot>(request, [&](BookSlot command) {
    return json_answer(book_slot(api.context, std::move(command), api.clock.now()), 201);
  });
}

core::Result<Answer> delete_booking(Api& api, const Request& request) {
  const auto reason = request.query.find("reason");
  return json_answer(
      withdraw_booking(api.context, std::string(request.param("no")),
                       reason == request.query.end() ? "withdrawn by the carrier" : reason->second,
                       api.clock.now()));
}

core::Result<Answer> get_slots(Api& api, const Request& request) {
  const auto site = site_param(api, request);
  if (!site) return std::unexpected(site.error());
  const auto date = request.query.find("date");
  if (date == request.query.end())
    return core::fail(core::Code::field_missing, "expected ?date=YYYY-MM-DD");
  const auto day = core::parse_date(date->second);
  if (!day) return std::unexpected(day.error());
  return json_answer(slots_on(api.context, std::string(site->code()), *day));
}

}  // namespace

std::vector<Endpoint> registry_endpoints() {
  return {
      {"POST", "/api/v1/carriers", Access::token, post_carrier},
      {"POST", "/api/v1/permit-cards", Access::token, post_cards},
      {"POST", "/api/v1/misuse", Access::token, post_misuse},
      {"POST", "/api/v1/officers", Access::token, post_officer},
      {"POST", "/api/v1/blank-deliveries", Access::token, post_delivery},
      {"POST", "/api/v1/keys", Access::token, post_key},
      {"POST", "/api/v1/keys/{public_key}/limit", Access::token, post_key_limit},
      {"POST", "/api/v1/bookings", Access::token, post_booking},
      {"DELETE", "/api/v1/bookings/{no}", Access::token, delete_booking},
      {"GET", "/api/v1/slots", Access::open, get_slots},
  };
}

}  // namespace otkel::hub
