#pragma once
// The supplement to the foreign permit blank: form A3, 13 fields (R-10, R-15, R-26, I6).
#include <cstdint>
#include <string>

#include "core/value/fields.hpp"
#include "core/value/instant.hpp"

namespace otkel::core {

/// Fields 1 to 12 as they were formed on the day of payment. Never changed afterwards; the blank
/// number (field 13) is the only thing that is added (I6).
struct SupplementText {
  std::string carrier_name;      ///< 1
  std::string carrier_address;   ///< 2
  std::string vehicle;           ///< 3 model, load capacity, seats, state number
  std::string planned_crossing;  ///< 4 "2025-05-20"
  std::string valid_from;        ///< 5 "2025-05-20"
  std::string valid_until;       ///< 5 "2025-06-20"
  std::string direction_from;    ///< 6
  std::string direction_to;      ///< 6
  std::string checkpoint_exit;   ///< 7
  std::string checkpoint_entry;  ///< 7
  std::string cargo_name;        ///< 8
  std::string cargo_weight;      ///< 9
  std::string loading_place;     ///< 10
  std::string unloading_place;   ///< 11
  std::string other;             ///< 12
  static constexpr auto fields() {
    using S = SupplementText;
    return std::tuple{field("carrier_name", &S::carrier_name),
                      field("carrier_address", &S::carrier_address),
                      field("vehicle", &S::vehicle),
                      field("planned_crossing", &S::planned_crossing),
                      field("valid_from", &S::valid_from),
                      field("valid_until", &S::valid_until),
                      field("direction_from", &S::direction_from),
                      field("direction_to", &S::direction_to),
                      field("checkpoint_exit", &S::checkpoint_exit),
                      field("checkpoint_entry", &S::checkpoint_entry),
                      field("cargo_name", &S::cargo_name),
                      field("cargo_weight", &S::cargo_weight),
                      field("loading_place", &S::loading_place),
                      field("unloading_place", &S::unloading_place),
                      field("other", &S::other)};
  }
  bool operator==(const SupplementText&) const = default;
};

/// One attempt to put one supplement on paper: everything the page needs, nothing it must look up.
struct SupplementPrint {
  static constexpr std::string_view type = "supplement";
  SupplementText text;
  std::string blank_number;  ///< 13
  std::string application_no;
  std::string plate;  ///< canonical
  std::string carrier_bin;
  std::string site;           ///< word of the Site
  std::string checkpoint_kk;  ///< official name in Kazakh, for the head of the page
  std::int64_t attempt = 1;   ///< 1 the original; 2, 3, ... are marked as duplicates
  Instant issued_at{};
  std::string officer;
  std::string register_base;   ///< "HTTPS://REGISTER.EXAMPLE", upper case
  std::string log_head;        ///< hash of the edge log's head at issue, 64 hex digits
  bool demonstration = false;  ///< prints the word SAMPLE across the head
  static constexpr auto fields() {
    using P = SupplementPrint;
    return std::tuple{field("text", &P::text),
                      field("blank_number", &P::blank_number),
                      field("application_no", &P::application_no),
                      field("plate", &P::plate),
                      field("carrier_bin", &P::carrier_bin),
                      field("site", &P::site),
                      field("checkpoint_kk", &P::checkpoint_kk),
                      field("attempt", &P::attempt),
                      field("issued_at", &P::issued_at),
                      field("officer", &P::officer),
                      field("register_base", &P::register_base),
                      field("log_head", &P::log_head),
                      field("demonstration", &P::demonstration)};
  }
};

}  // namespace otkel::core
