#pragma once
// From the bytes of a request to a described struct, strictly, and from a view to an answer.
#include <string>
#include <string_view>

#include "base/codec/json.hpp"
#include "firmware-daemon/app/file_views.hpp"
#include "firmware-daemon/http/route.hpp"

namespace otkel::http {

/// Errors: payload_malformed, field_missing, field_unknown.
template <class T>
Result<T> body_of(const web::Request& request) {
  return codec::decode<T>(request.body);
}

/// For requests that say everything in their path: an empty body or an empty object. Errors:
/// payload_malformed, field_unknown.
Result<void> no_body(const web::Request& request);

/// Errors: value_malformed, naming the field; lengths in characters.
Result<void> within(std::string_view field, std::string_view text, std::size_t most);
/// As within, and at least one character; field_missing if empty.
Result<void> filled(std::string_view field, std::string_view text, std::size_t most);

/// As filled, with something to be seen, and one line that can be printed (core/value/paper_text).
/// Errors: page_has_unknown_glyphs.
Result<void> printable(std::string_view field, std::string_view text, std::size_t most);

/// Every name of the query is in `known`. Errors: field_unknown.
Result<void> check_query(const web::Request& request, const std::vector<std::string>& known);

template <class View>
Answer answer(const View& view, int status = 200) {
  return {status, codec::encode(view)};
}

/// With the history's facts as objects.
Answer answer(const app::ApplicationView& view, int status = 200);
Answer answer(const app::BlankView& view, int status = 200);
Answer answer(const app::HistoryPage& page, int status = 200);

/// "why", as most decisions of an officer want it.
struct Reason {
  std::string reason;
  static constexpr auto fields() { return std::tuple{core::field("reason", &Reason::reason)}; }
};
inline constexpr std::size_t kLongestReason = 400;

/// By core::read_reason. Errors: those of body_of and within, reason_missing.
Result<Reason> reason_of(const web::Request& request);

std::string param(const web::Request& request, std::string_view name);
/// The {id} of a print job. Errors: value_malformed.
Result<std::int64_t> job_id(const web::Request& request);

}  // namespace otkel::http
