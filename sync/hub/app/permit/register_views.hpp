#pragma once
// The register of issued permits and what the law asks to be counted.
#include <optional>
#include <string>
#include <vector>

#include "core/permit/statistics.hpp"
#include "core/value/fields.hpp"
#include "sync/hub/app/service/context.hpp"

namespace otkel::hub {

/// The 7 fields of R-33, dates in the checkpoint's zone.
struct RegisterEntry {
  std::string application_no, carrier_name, bin, permit_type, blank, make, plate, issued_on;
  std::optional<std::string> redeemed_on;
  std::string state;
  std::optional<std::string> evidence;  ///< grade of what the redemption rests on (R-37)
  static constexpr auto fields() {
    using E = RegisterEntry;
    return std::tuple{core::field("application_no", &E::application_no),
                      core::field("carrier_name", &E::carrier_name),
                      core::field("bin", &E::bin),
                      core::field("permit_type", &E::permit_type),
                      core::field("blank", &E::blank),
                      core::field("make", &E::make),
                      core::field("plate", &E::plate),
                      core::field("issued_on", &E::issued_on),
                      core::field("redeemed_on", &E::redeemed_on),
                      core::field("state", &E::state),
                      core::field("evidence", &E::evidence)};
  }
};

struct RegisterPage {
  std::vector<RegisterEntry> entries;
  std::optional<std::string> next;  ///< nothing: this was the last page
};

/// Permits on a blank by date of issue, of one checkpoint or all.
RegisterPage register_entries(Context& context, std::optional<core::Site> site,
                              const core::PageRequest& page);

/// For one country (China) and permit type C.
struct StatisticsView {
  std::int64_t supplements_formed = 0;  ///< (1)
  std::int64_t permits_issued = 0;      ///< (2)
  std::int64_t returned = 0, lost = 0;  ///< (3), by the applicant
  std::int64_t annulled = 0;            ///< (4), for a violation
  std::int64_t spoiled = 0;             ///< annulled because mis-filled (R-32)
  std::int64_t redeemed = 0;            ///< (5)
  std::string country = "CN", permit_type = "C";
  std::string site;  ///< or "all"
  core::BlankCounts blanks;
  core::EndCounts ended_apart;  ///< the office's and the centre's ends, in none of the groups
  static constexpr auto fields() {
    using V = StatisticsView;
    return std::tuple{core::field("supplements_formed", &V::supplements_formed),
                      core::field("permits_issued", &V::permits_issued),
                      core::field("returned", &V::returned),
                      core::field("lost", &V::lost),
                      core::field("annulled", &V::annulled),
                      core::field("spoiled", &V::spoiled),
                      core::field("redeemed", &V::redeemed),
                      core::field("country", &V::country),
                      core::field("permit_type", &V::permit_type),
                      core::field("site", &V::site),
                      core::field("blanks", &V::blanks),
                      core::field("ended_apart", &V::ended_apart)};
  }
};

/// Of one checkpoint or of all.
StatisticsView statistics_view(Context& context, std::optional<core::Site> site);

}  // namespace otkel::hub
