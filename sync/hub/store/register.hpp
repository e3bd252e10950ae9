#pragma once
// The register of issued permits, one row per formed supplement.
#include <optional>
#include <vector>

#include "base/sql/session.hpp"
#include "core/value/fields.hpp"
#include "core/value/instant.hpp"
#include "core/value/names.hpp"
#include "core/value/page.hpp"
#include "core/value/site.hpp"

namespace otkel::hub {

enum class PermitState { formed, issued, redeemed, returned, lost, annulled };

struct RegisterRow {
  std::string application_no;
  core::Site site;
  std::string carrier_name, bin;
  std::string permit_type = "C";
  std::optional<std::string> blank;
  std::string make, plate;
  PermitState state = PermitState::formed;
  bool revoked = false;
  std::string supplement;  ///< fields 1 to 12 as JSON, never changed (I6)
  core::Instant formed{};
  std::optional<core::Instant> issued, redeemed;
  std::optional<std::string> redeemed_grade;  ///< a word of core::EvidenceGrade
  std::optional<core::Instant> came_back;     ///< from China under this number (R-06)
  core::Instant changed{};
  static constexpr auto fields() {
    using R = RegisterRow;
    return std::tuple{core::field("application_no", &R::application_no),
                      core::field("site", &R::site),
                      core::field("carrier_name", &R::carrier_name),
                      core::field("bin", &R::bin),
                      core::field("permit_type", &R::permit_type),
                      core::field("blank", &R::blank),
                      core::field("make", &R::make),
                      core::field("plate", &R::plate),
                      core::field("state", &R::state),
                      core::field("revoked", &R::revoked),
                      core::field("supplement", &R::supplement),
                      core::field("formed", &R::formed),
                      core::field("issued", &R::issued),
                      core::field("redeemed", &R::redeemed),
                      core::field("redeemed_grade", &R::redeemed_grade),
                      core::field("came_back", &R::came_back),
                      core::field("changed", &R::changed)};
  }
};

/// The counts of R-34 for one country (China) and permit type C.
struct PermitStatistics {
  std::int64_t supplements_formed = 0;  ///< (1)
  std::int64_t permits_issued = 0;      ///< (2)
  std::int64_t returned = 0, lost = 0;  ///< (3)
  std::int64_t annulled = 0;            ///< (4), spoiled ones apart
  std::int64_t spoiled = 0;             ///< annulled because mis-filled (R-32)
  std::int64_t redeemed = 0;            ///< (5)
};

/// Call inside Session::transact; throws sql::Failure.
class Register {
 public:
  explicit Register(sql::Session& db) : db_(db) {}
  void put(const RegisterRow& row);
  std::optional<RegisterRow> find(const std::string& application_no);
  /// The last permit that the vehicle has left with and not come back under, at whatever
  /// checkpoint.
  std::optional<RegisterRow> away(const std::string& plate);
  /// Permits on a blank, by date of issue; one row more than the page.
  std::vector<RegisterRow> issued(std::optional<core::Site> site, const core::PageRequest& page);
  PermitStatistics statistics(std::optional<core::Site> site);

 private:
  sql::Session& db_;
};

}  // namespace otkel::hub

template <>
struct otkel::core::EnumWords<otkel::hub::PermitState> {
  static constexpr std::array<std::string_view, 6> words{"formed",   "issued", "redeemed",
                                                         "returned", "lost",   "annulled"};
};
