// Three steps, one at a time. A failure of the other end never touches what the journal keeps.
#include "anpr-bridge/national/client.hpp"

#include <algorithm>
#include <fstream>

#include "anpr-bridge/national/event.hpp"
#include "base/codec/json.hpp"
#include "core/value/text.hpp"

namespace otkel::anpr {
namespace {

using core::Moment;
using core::Result;
using std::chrono::milliseconds;

constexpr std::size_t kSmallAnswer = 64u << 10;
constexpr std::size_t kListAnswer = 4u << 20;
/// Accounts are locked after a few wrong passwords.
constexpr milliseconds kAfterRefusal{300'000};
constexpr milliseconds kPlatesAgain{60'000};
constexpr std::int64_t kMostRetrySeconds = 3600;

bool success(int status) { return status / 100 == 2; }

/// A byte of a path segment as RFC 3986 writes it.
std::string escaped(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '.' || c == '~';
    if (plain)
      out += c;
    else
      out.append({'%', kHex[byte >> 4], kHex[byte & 15]});
  }
  return out;
}

std::string filled(std::string path, std::string_view name, std::string_view value) {
  for (auto at = path.find(name); at != path.npos; at = path.find(name, at + value.size()))
    path.replace(at, name.size(), value);
  return path;
}

/// The token of the answer; empty where there is none that may stand in a header.
std::string token_in(std::string_view body, std::string_view field) {
  const auto answer = codec::parse(body);
  const auto* object = answer ? answer->if_object() : nullptr;
  const auto* found = object == nullptr ? nullptr : object->if_contains(field);
  if (found == nullptr || !found->is_string()) return {};
  const std::string_view token = found->get_string();
  const bool fits = token.size() <= 8192 &&
                    std::ranges::all_of(token, [](char c) { return c > ' ' && c < '\x7F'; });
  return fits ? std::string(token) : std::string{};
}

std::optional<milliseconds> retry_after(const NationalAnswer& answer) {
  const auto seconds = core::number_in<std::int64_t>(answer.retry_after);
  if (!seconds || *seconds < 0) return std::nullopt;
  return std::chrono::seconds{std::clamp<std::int64_t>(*seconds, 1, kMostRetrySeconds)};
}

std::string answered_with(const NationalAnswer& answer) {
  return "answered with " + std::to_string(answer.status);
}

}  // namespace

Result<std::unique_ptr<NationalClient>> NationalClient::open(NationalSetup setup, Ends ends,
                                                             const Moment& at) {
  auto client = std::unique_ptr<NationalClient>(new NationalClient(std::move(setup), ends));
  if (auto begun = client->outbox_.begin(at.wall); !begun) return std::unexpected(begun.error());
  const auto today = core::local_date(at.wall, client->setup_.zone);
  const auto known = client->day_list_.about(today);
  if (!known) return std::unexpected(known.error());
  if (*known) {  // a restart asks no sooner than it would have
    const auto age = std::max(milliseconds{0}, at.wall - (*known)->fetched);
    client->plates_day_ = today;
    client->plates_due_ = at.boot + client->setup_.settings.plates_every - age;
  }
  return client;
}

NationalClient::NationalClient(NationalSetup setup, const Ends& ends)
    : setup_(std::move(setup)),
      pictures_(&ends.pictures),
      outbox_(ends.journal),
      day_list_(ends.journal),
      backoff_(ends.random) {}

bool NationalClient::plates_due(const Moment& at) const {
  return at.boot >= plates_due_ || core::local_date(at.wall, setup_.zone) != plates_day_;
}

std::optional<NationalAsk> NationalClient::next(const Moment& at) {
  // Also while nothing may be asked: what waits is counted, and kept from being deleted.
  if (!noted(outbox_.collect(setup_.settings, at.wall), at)) return std::nullopt;
  if (at.boot < not_before_) return std::nullopt;
  const auto row = outbox_.next(at.wall);
  if (!row) {
    noted(std::unexpected(row.error()), at);
    return std::nullopt;
  }
  if (!plates_due(at) && !*row) return std::nullopt;
  if (token_.empty()) return authorise();
  return plates_due(at) ? fetch_plates(at) : post(**row, at);
}

NationalAsk NationalClient::ask(Step step, std::string method, const std::string& path,
                                std::string body) {
  flying_ = step;
  NationalAsk ask;
  ask.method = std::move(method);
  ask.target = filled(path, "{checkpoint}", escaped(setup_.settings.checkpoint));
  ask.body = std::move(body);
  ask.most_answer = step == Step::plates ? kListAnswer : kSmallAnswer;
  if (step != Step::authorise) ask.headers.emplace_back("Authorization", "Bearer " + token_);
  return ask;
}

NationalAsk NationalClient::authorise() {
  const codec::json::object body{{"username", setup_.settings.user},
                                 {"password", setup_.password},
                                 {"checkpoint", setup_.settings.checkpoint}};
  return ask(Step::authorise, "POST", setup_.settings.authorise_path, codec::json::serialize(body));
}

NationalAsk NationalClient::fetch_plates(const Moment& at) {
  plates_day_ = core::local_date(at.wall, setup_.zone);
  return ask(Step::plates, "GET",
             filled(setup_.settings.plates_path, "{date}", core::to_iso(plates_day_)), "");
}

std::string NationalClient::picture_of(const NationalOutbox::Row& row,
                                       const std::string& hash) const {
  if (row.without_picture || hash.empty() ||
      setup_.settings.pictures == core::NationalPictures::none)
    return {};
  std::ifstream file(pictures_->path_of(hash), std::ios::binary | std::ios::ate);
  if (!file) return {};  // gave way on a full disk: the plate is worth reporting without it
  const auto size = static_cast<std::size_t>(file.tellg());
  if (size > static_cast<std::size_t>(setup_.settings.picture_kib) << 10) return {};
  std::string bytes(size, '\0');
  file.seekg(0);
  file.read(bytes.data(), static_cast<std::streamsize>(size));
  return file ? bytes : std::string{};
}

std::optional<NationalAsk> NationalClient::post(const NationalOutbox::Row& row, const Moment& at) {
  const auto event = event_of(row.visit);
  if (!event) {  // a read that came later says that it was no passage of now
    noted(outbox_.refused(row.visit.visit_id, "nothing to report any more", at.wall), at);
    return std::nullopt;
  }
  const auto listed = day_list_.look_up(core::local_date(event->time, setup_.zone), event->plate);
  if (!listed) {
    noted(std::unexpected(listed.error()), at);
    return std::nullopt;
  }
  posting_ = row;
  auto out = ask(
      Step::event, "POST", setup_.settings.event_path,
      to_json(*event, picture_of(row, event->picture_hash), setup_.settings.pictures, setup_.zone));
  out.headers.emplace_back("Idempotency-Key", row.visit.visit_id);
  out.headers.emplace_back("Otkel-Day-List", std::string(core::word(*listed)));
  return out;
}

void NationalClient::answered(const NationalAnswer& answer, const Moment& at) {
  const auto step = std::exchange(flying_, std::nullopt);
  if (!step) return;
  connected_ = true;
  fine(Part::way);
  if (*step == Step::authorise) return authorised(answer, at);
  if (answer.status == 401) return token_refused(*step, at);
  token_proven_ = true;
  fine(Part::authorise);
  const auto later = retry_after(answer);
  if (answer.status == 429 || (answer.status == 503 && later)) {
    trouble(*step == Step::plates ? Part::plates : Part::event,
            answered_with(answer) + ": too many requests, or busy");
    if (*step == Step::plates) plates_later(at);
    return wait(later.value_or(backoff_.next()), at);
  }
  if (*step == Step::plates) return take_plates(answer, at);
  event_answered(answer, at);
}

void NationalClient::authorised(const NationalAnswer& answer, const Moment& at) {
  if (answer.status == 401 || answer.status == 403) {
    trouble(Part::authorise, "user '" + setup_.settings.user +
                                 "' or its password is refused; look at bridge.national.user and "
                                 "password_file");
    return wait(kAfterRefusal, at);
  }
  token_ = success(answer.status) ? token_in(answer.body, setup_.settings.token_field) : "";
  token_proven_ = false;
  if (!token_.empty()) return;
  connected_ = false;
  trouble(
      Part::authorise,
      answered_with(answer) +
          (success(answer.status) ? " without a text '" + setup_.settings.token_field + "'" : ""));
  wait(retry_after(answer).value_or(backoff_.next()), at);
}

void NationalClient::token_refused(Step step, const Moment& at) {
  token_.clear();
  if (step == Step::plates) plates_due_ = at.boot;
  if (token_proven_) return;  // it had its time: once anew, at once
  trouble(Part::authorise, "the token that was just given is refused");
  wait(kAfterRefusal, at);
}

void NationalClient::plates_later(const Moment& at) {
  plates_due_ = at.boot + std::min<milliseconds>(kPlatesAgain, setup_.settings.plates_every);
}

void NationalClient::take_plates(const NationalAnswer& answer, const Moment& at) {
  plates_later(at);  // what is wrong with the list does not hold events up
  if (!success(answer.status)) {
    connected_ = false;
    return trouble(Part::plates, answered_with(answer));
  }
  const auto plates = parse_day_plates(answer.body, setup_.settings.plates_field);
  if (!plates) {
    connected_ = false;
    return trouble(Part::plates, plates.error().detail);
  }
  if (!noted(day_list_.replace(plates_day_, *plates, at.wall), at)) return;
  plates_due_ = at.boot + setup_.settings.plates_every;
  backoff_.reset();
  fine(Part::plates);
  if (plates->problems != std::exchange(malformed_told_, plates->problems) &&
      !plates->problems.empty())
    news_.emplace_back(NationalPlatesMalformed{plates->malformed, plates->problems});
}

void NationalClient::event_answered(const NationalAnswer& answer, const Moment& at) {
  const auto& id = posting_.visit.visit_id;
  const int status = answer.status;
  if (success(status) || status == 409) {  // 409: it has it already
    if (!noted(outbox_.posted(id), at)) return;
    ++posted_;
    last_posted_ = at.wall;
    backoff_.reset();
    return fine(Part::event);
  }
  if (status == 413 && !posting_.without_picture) {
    noted(outbox_.leave_picture_out(id), at);
    return;
  }
  trouble(Part::event, answered_with(answer));
  if (status == 400 || status == 413 || status == 422) {
    if (noted(outbox_.refused(id, answered_with(answer), at.wall), at))
      news_.emplace_back(NationalEventRefused{id, status});
    return;
  }
  connected_ = false;
  if (status >= 500 || status == 408) noted(outbox_.failed(id, answered_with(answer), at.wall), at);
  // All else is our settings or theirs: every event would meet the same answer.
  wait(backoff_.next(), at);
}

void NationalClient::failed(const core::Error& error, const Moment& at) {
  const auto step = std::exchange(flying_, std::nullopt);
  connected_ = false;
  if (step == Step::plates) plates_later(at);
  trouble(Part::way, error.detail);
  wait(backoff_.next(), at);
}

void NationalClient::wait(milliseconds time, const Moment& at) { not_before_ = at.boot + time; }

std::string NationalClient::trouble_now() const {
  constexpr std::array<std::string_view, kParts> kNames{
      "", "authorising: ", "the day's plates: ", "a camera event: "};
  for (std::size_t i = 0; i < kParts; ++i)
    if (!troubles_[i].empty()) return std::string(kNames[i]) + troubles_[i];
  return {};
}

void NationalClient::trouble(Part part, const std::string& detail) {
  const auto before = trouble_now();
  troubles_[static_cast<std::size_t>(part)] = detail;
  if (trouble_now() != before) news_.emplace_back(NationalTrouble{trouble_now()});
}

void NationalClient::fine(Part part) { trouble(part, ""); }

bool NationalClient::noted(const Result<void>& written, const Moment& at) {
  if (written) return true;
  trouble(Part::way, "the journal: " + written.error().detail);
  wait(backoff_.next(), at);
  return false;
}

Result<void> NationalClient::forget_old(core::Instant now) {
  const auto given_up = outbox_.give_up(now - setup_.settings.give_up_after);
  if (!given_up) return std::unexpected(given_up.error());
  given_up_ += *given_up;
  return {};
}

Result<core::NationalStatus> NationalClient::status(core::Instant now) const {
  const auto counts = outbox_.counts();
  if (!counts) return std::unexpected(counts.error());
  const auto list = day_list_.about(core::local_date(now, setup_.zone));
  if (!list) return std::unexpected(list.error());
  core::NationalStatus status;
  status.connected = connected_;
  status.posted = posted_;
  status.waiting = counts->waiting;
  status.refused = counts->refused;
  status.given_up = given_up_;
  status.trouble = trouble_now();
  status.last_posted = last_posted_;
  if (*list) {
    status.plates_fetched = (*list)->fetched;
    status.plates = (*list)->plates;
    status.plates_malformed = (*list)->malformed;
  }
  return status;
}

}  // namespace otkel::anpr
