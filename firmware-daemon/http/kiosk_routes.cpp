// What a driver may ask: small, without a log-in, on the machine itself.
#include "core/value/application_no.hpp"
#include "core/value/utf8.hpp"
#include "firmware-daemon/app/attend.hpp"
#include "firmware-daemon/app/book_slot.hpp"
#include "firmware-daemon/app/check_in.hpp"
#include "firmware-daemon/app/park_truck.hpp"
#include "firmware-daemon/app/print_document.hpp"
#include "firmware-daemon/app/views.hpp"
#include "firmware-daemon/app/withdraw_booking.hpp"
#include "firmware-daemon/http/body.hpp"

namespace otkel::http {
namespace {

using core::field;

struct CheckIn {
  std::string booking_no;
  static constexpr auto fields() { return std::tuple{field("booking_no", &CheckIn::booking_no)}; }
};

struct Ticket {
  std::string booking_no;
  std::optional<core::DriverLanguage> language;
  static constexpr auto fields() {
    return std::tuple{field("booking_no", &Ticket::booking_no),
                      field("language", &Ticket::language)};
  }
};

struct Booking {
  std::string plate;
  core::Instant slot_start{};
  std::optional<std::string> proof;
  static constexpr auto fields() {
    return std::tuple{field("plate", &Booking::plate), field("slot_start", &Booking::slot_start),
                      field("proof", &Booking::proof)};
  }
};

/// Of a request that needs one.
struct Proof {
  std::optional<std::string> proof;
  static constexpr auto fields() { return std::tuple{field("proof", &Proof::proof)}; }
};
constexpr std::size_t kLongestProof = 40;

struct Help {
  std::string screen;
  static constexpr auto fields() { return std::tuple{field("screen", &Help::screen)}; }
};

struct HelpCalled {
  core::Instant called_at{};
  static constexpr auto fields() { return std::tuple{field("called_at", &HelpCalled::called_at)}; }
};

struct Slots {
  std::vector<app::SlotView> slots;
  static constexpr auto fields() { return std::tuple{field("slots", &Slots::slots)}; }
};

Result<std::string> asked_for(const web::Request& r, const std::string& name, std::size_t most) {
  const auto found = r.query.find(name);
  if (found == r.query.end() || found->second.empty())
    return fail(Code::field_missing, "?" + name + ": is missing");
  if (core::utf8_decode(found->second).size() > most)
    return fail(Code::value_malformed,
                "?" + name + ": at most " + std::to_string(most) + " characters");
  return found->second;
}

/// The number of an application proves whose booking it is (app/booking_proof), so it is shown only
/// to the person who named it: plates and booking numbers can be read off trucks and boards.
Answer card_for(Context& c, const store::BookingRow& booking, const std::string& asked,
                int status = 200) {
  auto card = app::kiosk_card(c, booking);
  const auto named = core::ApplicationNo::parse(app::full_number(c, asked));
  if (!named || named->str() != card.application_no) card.application_no.reset();
  return answer(card, status);
}

Result<Answer> site(Context& c, const web::Request&) { return answer(app::site_view(c)); }

Result<Answer> look_up(Context& c, const web::Request& r) {
  const auto text = asked_for(r, "q", 32);
  if (!text) return std::unexpected(text.error());
  const auto booking = app::look_up(c, *text);
  if (!booking) return std::unexpected(booking.error());
  return card_for(c, *booking, *text);
}

Result<Answer> check_in(Context& c, const web::Request& r) {
  const auto body = body_of<CheckIn>(r);
  if (!body) return std::unexpected(body.error());
  const auto booking = app::check_in(c, body->booking_no);
  if (!booking) return std::unexpected(booking.error());
  return card_for(c, *booking, {});
}

Result<Answer> print_ticket(Context& c, const web::Request& r) {
  const auto body = body_of<Ticket>(r);
  if (!body) return std::unexpected(body.error());
  const auto job = app::print_own_ticket(c, body->booking_no, body->language);
  if (!job) return std::unexpected(job.error());
  return answer(app::kiosk_ticket(c, *job), 202);
}

Result<Answer> ticket(Context& c, const web::Request& r) {
  const auto id = job_id(r);
  if (!id) return std::unexpected(id.error());
  const auto view = app::find_ticket(c, *id);
  if (!view) return std::unexpected(view.error());
  return answer(*view);
}

Result<Answer> slots(Context& c, const web::Request& r) {
  const auto text = asked_for(r, "date", 10);
  if (!text) return std::unexpected(text.error());
  const auto day = core::parse_date(*text);
  if (!day) return std::unexpected(day.error());
  return answer(Slots{app::list_slots(c, *day)});
}

Result<Answer> book(Context& c, const web::Request& r) {
  const auto body = body_of<Booking>(r);
  if (!body) return std::unexpected(body.error());
  const auto proof = body->proof.value_or("");
  if (auto ok = within("proof", proof, kLongestProof); !ok) return std::unexpected(ok.error());
  const auto booking =
      app::book_slot(c, {body->plate, body->slot_start, body->proof, r.remote_address});
  if (!booking) return std::unexpected(booking.error());
  return card_for(c, *booking, proof, 201);
}

/// `request`: app::withdraw_booking, app::park_itself or app::come_back.
template <auto request>
Result<Answer> request_of_driver(Context& c, const web::Request& r) {
  const auto body = body_of<Proof>(r);
  if (!body) return std::unexpected(body.error());
  const auto proof = body->proof.value_or("");
  if (auto ok = within("proof", proof, kLongestProof); !ok) return std::unexpected(ok.error());
  const auto booking = request(c, {param(r, "no"), body->proof, r.remote_address});
  if (!booking) return std::unexpected(booking.error());
  return card_for(c, *booking, proof);
}

Result<Answer> help(Context& c, const web::Request& r) {
  const auto body = body_of<Help>(r);
  if (!body) return std::unexpected(body.error());
  if (auto ok = filled("screen", body->screen, 64); !ok) return std::unexpected(ok.error());
  app::call_help(c, body->screen);
  return answer(HelpCalled{c.now});
}

Result<Answer> board(Context& c, const web::Request&) { return answer(app::board_view(c)); }

}  // namespace

const Routes& kiosk_routes() {
  static const Routes routes{
      {"GET", "/api/v1/kiosk/site", Who::anyone, IdempotencyKey::none, site, {}},
      {"GET", "/api/v1/kiosk/lookup", Who::anyone, IdempotencyKey::none, look_up, {"q"}},
      {"POST", "/api/v1/kiosk/check-in", Who::anyone, IdempotencyKey::required, check_in, {}},
      {"POST", "/api/v1/kiosk/tickets", Who::anyone, IdempotencyKey::required, print_ticket, {}},
      {"GET", "/api/v1/kiosk/tickets/{id}", Who::anyone, IdempotencyKey::none, ticket, {}},
      {"GET", "/api/v1/kiosk/slots", Who::anyone, IdempotencyKey::none, slots, {"date"}},
      {"POST", "/api/v1/kiosk/bookings", Who::anyone, IdempotencyKey::required, book, {}},
      {"POST",
       "/api/v1/kiosk/bookings/{no}/withdrawal",
       Who::anyone,
       IdempotencyKey::required,
       request_of_driver<app::withdraw_booking>,
       {}},
      {"POST",
       "/api/v1/kiosk/bookings/{no}/parking",
       Who::anyone,
       IdempotencyKey::required,
       request_of_driver<app::park_itself>,
       {}},
      {"POST",
       "/api/v1/kiosk/bookings/{no}/return",
       Who::anyone,
       IdempotencyKey::required,
       request_of_driver<app::come_back>,
       {}},
      {"POST", "/api/v1/kiosk/help", Who::anyone, IdempotencyKey::required, help, {}},
  };
  return routes;
}

const Routes& board_routes() {
  static const Routes routes{
      {"GET", "/api/v1/board", Who::anyone, IdempotencyKey::none, board, {}}};
  return routes;
}

}  // namespace otkel::http
