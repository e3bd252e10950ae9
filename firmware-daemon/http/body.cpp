// Strict on the way in, complete on the way out.
#include "firmware-daemon/http/body.hpp"

#include <algorithm>

#include "core/value/paper_text.hpp"
#include "core/value/text.hpp"
#include "core/value/utf8.hpp"
#include "core/value/words.hpp"

namespace otkel::http {
namespace {

namespace json = boost::json;

json::array history_of(const std::vector<app::HistoryRow>& rows) {
  json::array out;
  for (const auto& row : rows) {
    // A body that this version cannot read is shown as its text rather than hidden.
    auto body = codec::parse(row.body);
    json::object entry;
    entry["at"] = core::to_iso(row.at);
    entry["actor"] = row.actor;
    entry["type"] = row.type;
    entry["body"] =
        body && body->is_object() ? *body : json::value(json::object{{"text", row.body}});
    out.push_back(std::move(entry));
  }
  return out;
}

template <class View>
Answer with_history(const View& view, int status) {
  auto value = codec::to_json(view);
  value.as_object()["history"] = history_of(view.history);
  return {status, json::serialize(value)};
}

}  // namespace

Result<void> no_body(const web::Request& request) {
  if (request.body.empty()) return {};
  const auto value = codec::parse(request.body);
  if (!value) return std::unexpected(value.error());
  if (!value->is_object()) return fail(Code::payload_malformed, "$: expected an object or nothing");
  if (!value->as_object().empty())
    return fail(Code::field_unknown,
                "$." + std::string(value->as_object().begin()->key()) + ": takes no fields");
  return {};
}

Result<void> within(std::string_view field, std::string_view text, std::size_t most) {
  const auto length = core::utf8_decode(text).size();
  if (length <= most) return {};
  return fail(Code::value_malformed, "$." + std::string(field) + ": at most " +
                                         std::to_string(most) + " characters, found " +
                                         std::to_string(length));
}

Result<void> filled(std::string_view field, std::string_view text, std::size_t most) {
  if (text.empty()) return fail(Code::field_missing, "$." + std::string(field) + ": is empty");
  return within(field, text, most);
}

Result<void> printable(std::string_view field, std::string_view text, std::size_t most) {
  if (auto ok = filled(field, core::trimmed(text), most); !ok) return ok;
  if (auto ok = core::check_paper_text(text); !ok)
    return fail(ok.error().code, "$." + std::string(field) + ": " + ok.error().detail);
  return {};
}

Result<void> check_query(const web::Request& request, const std::vector<std::string>& known) {
  for (const auto& [name, value] : request.query)
    if (std::ranges::find(known, name) == known.end())
      return fail(Code::field_unknown, "?" + name + ": " + request.path + " takes no such field");
  return {};
}

Answer answer(const app::ApplicationView& view, int status) { return with_history(view, status); }
Answer answer(const app::BlankView& view, int status) { return with_history(view, status); }
Answer answer(const app::HistoryPage& page, int status) { return with_history(page, status); }

Result<Reason> reason_of(const web::Request& request) {
  auto reason = body_of<Reason>(request);
  if (!reason) return reason;
  auto said = core::read_reason(reason->reason, "$.reason: say in words why");
  if (!said) return std::unexpected(said.error());
  reason->reason = *std::move(said);
  if (auto ok = within("reason", reason->reason, kLongestReason); !ok)
    return std::unexpected(ok.error());
  return reason;
}

std::string param(const web::Request& request, std::string_view name) {
  return std::string(request.param(name));
}

Result<std::int64_t> job_id(const web::Request& r) {
  const auto id = core::number_in<std::int64_t>(r.param("id"));
  if (!id) return fail(Code::value_malformed, "the id of a print job is a whole number");
  return *id;
}

}  // namespace otkel::http
