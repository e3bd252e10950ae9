#pragma once
// The five checkpoints of the permit with their prefixes, for tests that make settings by hand; and
// two sites that nobody ships, as settings alone.
#include <array>
#include <string>
#include <vector>

#include "core/value/numbering.hpp"
#include "core/value/site.hpp"

namespace otkel::support {

struct PermitSite {
  core::Site site;
  core::NumberPrefix prefix;
};

inline constexpr std::array kPermitSites{
    PermitSite{core::Site{"dostyk"}, core::NumberPrefix{"DO"}},
    PermitSite{core::Site{"nur-zholy"}, core::NumberPrefix{"NZ"}},
    PermitSite{core::Site{"kolzhat"}, core::NumberPrefix{"KO"}},
    PermitSite{core::Site{"bakhty"}, core::NumberPrefix{"BA"}},
    PermitSite{core::Site{"maikapshagai"}, core::NumberPrefix{"MA"}}};

/// What a rule pack lists.
inline std::vector<core::Site> permit_sites() {
  std::vector<core::Site> all;
  for (const auto& one : kPermitSites) all.push_back(one.site);
  return all;
}

/// None for a site that is not of the five.
inline core::NumberPrefix prefix_of(const core::Site& site) {
  for (const auto& one : kPermitSites)
    if (one.site == site) return one.prefix;
  return {};
}

/// A sixth checkpoint, "alakol", open at any hour; the text of a config file. `at`: the table of
/// its values, "checkpoint" at the edge, "checkpoints.alakol" at the hub.
inline std::string alakol_text(const std::string& at) {
  return "[" + at + "]\nprefix = 'AL'\ndirection_to = 'Арасан'\n[" + at +
         ".names]\nkk = 'Алакөл'\nru = 'Алаколь'\nzh = '阿拉湖'\n[[" + at +
         ".capacity]]\nfrom = 2023-01-01\nper_day = 960\nlease_percent = 50\n[[" + at +
         ".timetable]]\nfrom = 2023-01-01\nkazakh = ['00:00', '24:00']\n"
         "chinese = ['00:00', '24:00']\n";
}

/// A service centre, "semei-centre": no road, so nothing but names and a prefix.
inline std::string semei_text(const std::string& at) {
  return "[" + at + "]\nprefix = 'SE'\nkind = 'service_centre'\n[" + at +
         ".names]\nkk = 'Семей'\nru = 'Семей'\nzh = '塞梅伊'\n";
}

/// Of a hub that serves both beside one of the five.
inline std::string hub_of_three_text() {
  return "sites = ['nur-zholy', 'alakol', 'semei-centre']\n" + alakol_text("checkpoints.alakol") +
         semei_text("checkpoints.semei-centre");
}

}  // namespace otkel::support
