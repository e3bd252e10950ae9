// Rules between keys.
#include "config/checks.hpp"

#include <algorithm>

#include "config/rule_pack_file.hpp"

namespace otkel::config {
namespace {

bool loopback(const std::string& address) {
  return address.starts_with("127.") || address == "::1";
}

void must_name(const std::string& key, const std::string& value, const std::string& why,
               Diagnostics& diagnostics) {
  if (value.empty()) diagnostics.mistake_in(key, "a value, because " + why, "nothing");
}

void check_common(const CommonSettings& common, Diagnostics& diagnostics) {
  if (common.clock.source == ClockSource::driven)
    must_name("clock.file", common.clock.file, "clock.source is \"driven\"", diagnostics);
  if (common.profile == Profile::demonstration) return;
  const std::string only = " (profile is \"production\")";
  if (common.clock.source == ClockSource::driven)
    diagnostics.mistake_in("clock.source", "\"system\"" + only, "\"driven\"");
  if (common.demo_seed)
    diagnostics.mistake_in("demo.seed", "no seed" + only, std::to_string(*common.demo_seed));
  if (!allow_rule_pack(common.profile, common.rules.pack))
    diagnostics.mistake_in("rules.pack_file", "a rule pack of the law" + only,
                           "the demonstration pack " + in_quotes(common.rules.pack.version));
}

/// Dated steps: at least one, each later than the one before.
template <class Step>
void check_ascending(const std::string& key, const std::vector<Step>& steps,
                     Diagnostics& diagnostics) {
  if (steps.empty()) diagnostics.mistake_in(key, "one step or more", "an empty list");
  for (std::size_t i = 1; i < steps.size(); ++i)
    if (steps[i].from <= steps[i - 1].from)
      diagnostics.mistake_in(key + "[" + std::to_string(i) + "].from",
                             "a day after " + core::to_iso(steps[i - 1].from),
                             core::to_iso(steps[i].from));
}

/// Dated hours: ascending, and in each step both sides work together now and then, unless one of
/// them does not work at all.
void check_timetable(const std::string& key, const std::vector<core::TimetableStep>& steps,
                     Diagnostics& diagnostics) {
  check_ascending(key, steps, diagnostics);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto& step = steps[i];
    const auto row = key + "[" + std::to_string(i) + "].chinese";
    const auto windows = core::common_hours(step.kazakh, step.chinese).size();
    if (windows > core::kMostWindows)
      diagnostics.mistake_in(row,
                             "hours that have " + std::to_string(core::kMostWindows) +
                                 " stretches or fewer in common with those of the Kazakh side",
                             std::to_string(windows));
    if (windows == 0 && !step.kazakh.empty() && !step.chinese.empty())
      diagnostics.mistake_in(row,
                             "hours that have a stretch in common with those of the Kazakh side, "
                             "in Kazakh local time; [] for a side that does not work",
                             "none");
  }
}

/// Where a site stands in the settings: its values behind `at`, its code under `named`.
struct Stands {
  std::string at, named;
};

std::string list_of_codes(const std::vector<core::Site>& sites) {
  std::string all;
  for (const auto& one : sites) all += (all.empty() ? "" : ", ") + std::string(one.code());
  return all;
}

/// A site is its values: none of those that others rely on may be missing.
void check_site(const Stands& stands, const core::SiteSettings& site,
                const std::vector<core::Site>& shipped, Diagnostics& diagnostics) {
  const auto& at = stands.at;
  const std::string code(site.site.code());
  const bool known = std::ranges::find(shipped, site.site) != shipped.end();
  if (site.prefix.none() && !known)  // a slip in the code, or nothing was written yet
    return diagnostics.mistake(diagnostics.origin_of(stands.named), stands.named,
                               "one of " + list_of_codes(shipped) + ", or a site whose " + at +
                                   "prefix, " + at +
                                   "names and further values a --config file gives",
                               in_quotes(code) + " without them");
  const std::string why =
      known ? "every site has one" : "none is shipped for " + code + ": write it into --config";
  if (site.prefix.none())
    diagnostics.mistake_in(at + "prefix", "two capital letters such as \"NZ\", because " + why,
                           "nothing");
  must_name(at + "names.kk", site.names.kk, why, diagnostics);
  must_name(at + "names.ru", site.names.ru, why, diagnostics);
  must_name(at + "names.zh", site.names.zh, why, diagnostics);
  if (site.kind == core::SiteKind::service_centre) {
    if (!site.capacity.empty())
      diagnostics.mistake_in(at + "capacity",
                             "none, because kind is \"service_centre\": no road to book",
                             "a list of " + std::to_string(site.capacity.size()));
    if (!site.timetable.steps.empty())
      check_timetable(at + "timetable", site.timetable.steps, diagnostics);
    return;
  }
  must_name(at + "direction_to", site.direction_to, why, diagnostics);
  check_ascending(at + "capacity", site.capacity, diagnostics);
  check_timetable(at + "timetable", site.timetable.steps, diagnostics);
}

/// A number says by its prefix alone whose it is.
void check_prefixes(const std::vector<core::SiteSettings>& sites, Diagnostics& diagnostics) {
  for (std::size_t i = 0; i < sites.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (!sites[i].prefix.none() && sites[i].prefix == sites[j].prefix)
        diagnostics.mistake_in("checkpoints." + std::string(sites[i].site.code()) + ".prefix",
                               "two capital letters of its own, because those of " +
                                   std::string(sites[j].site.code()) + " are the same",
                               in_quotes(sites[i].prefix.str()));
}

void check_camera(const std::string& row, const CameraSettings& camera, Diagnostics& diagnostics) {
  const bool asked = camera.protocol != core::CameraProtocol::push;
  const std::string protocol = "protocol is " + in_quotes(core::word(camera.protocol));
  if (!asked && !camera.url.empty())
    diagnostics.mistake_in(row + "url", "none, because " + protocol + ": it posts to us",
                           in_quotes(camera.url));
  if (!asked) return;
  must_name(row + "url", camera.url, protocol, diagnostics);
  const std::string scheme = camera.protocol == core::CameraProtocol::mqtt ? "mqtt" : "http";
  if (!camera.url.empty() && !camera.url.starts_with(scheme + "://"))
    diagnostics.mistake_in(row + "url",
                           in_quotes(scheme + "://HOST[:PORT]") + ", because " + protocol,
                           in_quotes(camera.url));
  if (camera.user.empty() != camera.password_file.empty())
    diagnostics.mistake_in(row + (camera.user.empty() ? "user" : "password_file"),
                           "a value: user and password_file go together", "nothing");
}

/// "http://127.0.0.1:8091", "http://[::1]", "http://localhost:80".
bool is_http_to_here(std::string_view url) {
  if (!url.starts_with("http://")) return false;
  url.remove_prefix(7);
  if (url.starts_with("[::1]")) return url.size() == 5 || url[5] == ':';
  const std::string host(url.substr(0, url.find(':')));
  // A name may begin like an address: "127.0.0.1.example".
  const bool address = host.find_first_not_of("0123456789.") == host.npos;
  return host == "localhost" || (address && loopback(host));
}

/// Plates and pictures leave the checkpoint here: to a named place, and never in the clear.
void check_national(const core::NationalQueueSettings& national, Diagnostics& diagnostics) {
  if (!national.enabled) return;
  const std::string at = "bridge.national.", why = at + "enabled is true";
  must_name(at + "url", national.url, why, diagnostics);
  must_name(at + "user", national.user, why, diagnostics);
  must_name(at + "password_file", national.password_file, why, diagnostics);
  must_name(at + "checkpoint", national.checkpoint, why, diagnostics);
  if (national.url.starts_with("http://") && !is_http_to_here(national.url))
    diagnostics.mistake_in(at + "url", "\"https://HOST[:PORT]\"; http is for this machine alone",
                           in_quotes(national.url));
  if (national.roles.empty())
    diagnostics.mistake_in(at + "roles", "one role or more, because " + why, "an empty list");
}

void check_bridge(const EdgeSettings& settings, Diagnostics& diagnostics) {
  const auto& bridge = settings.bridge;
  if (settings.common.profile == Profile::production && !bridge.secret.empty())
    diagnostics.mistake_in("bridge.secret",
                           "bridge.secret_file instead (profile is \"production\")",
                           "a secret inside the config");
  if (!bridge.secret.empty() && !bridge.secret_file.empty())
    diagnostics.mistake_in("bridge.secret_file", "either bridge.secret or bridge.secret_file",
                           "both");
  if (bridge.visit_gap > bridge.reread_window)
    diagnostics.mistake_in("bridge.visit_gap", "no more than bridge.reread_window",
                           std::to_string(bridge.visit_gap.count()) + "s");
  check_national(bridge.national, diagnostics);
  for (std::size_t i = 0; i < bridge.cameras.size(); ++i)
    check_camera("bridge.cameras[" + std::to_string(i) + "].", bridge.cameras[i], diagnostics);
  for (std::size_t i = 0; i < bridge.cameras.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (bridge.cameras[i].name == bridge.cameras[j].name && !bridge.cameras[i].name.empty())
        diagnostics.mistake_in("bridge.cameras[" + std::to_string(i) + "].name",
                               "a name of its own",
                               in_quotes(bridge.cameras[i].name) + " for the second time");
  for (std::size_t i = 0; i < bridge.cameras.size(); ++i) {
    const auto& profile = bridge.cameras[i].profile;
    if (profile && std::ranges::none_of(bridge.profiles,
                                        [&](const auto& known) { return known.name == *profile; }))
      diagnostics.mistake_in("bridge.cameras[" + std::to_string(i) + "].profile",
                             "the name of one of bridge.profiles", in_quotes(*profile));
  }
}

}  // namespace

void check_edge(const EdgeSettings& settings, const std::vector<core::Site>& shipped,
                Diagnostics& diagnostics) {
  check_common(settings.common, diagnostics);
  check_site({"checkpoint.", "site"}, settings.checkpoint, shipped, diagnostics);
  check_bridge(settings, diagnostics);
  if (settings.common.profile == Profile::production && !loopback(settings.kiosk_listen.address))
    diagnostics.mistake_in("kiosk.address", "a loopback address (profile is \"production\")",
                           in_quotes(settings.kiosk_listen.address));
  const auto& console = settings.console;
  if (console.hosts.empty()) diagnostics.mistake_in("console.hosts", "one name or more", "none");
  if (console.sessions.idle > console.sessions.absolute)
    diagnostics.mistake_in("console.session_idle", "no more than console.session_absolute",
                           std::to_string(console.sessions.idle.count()) + " minutes");
  if (settings.link.enabled) {
    const std::string why = "link.enabled is true";
    must_name("link.hub_endpoint", settings.link.hub_endpoint, why, diagnostics);
    must_name("link.hub_public_key_file", settings.link.hub_public_key_file, why, diagnostics);
    must_name("link.secret_key_file", settings.link.secret_key_file, why, diagnostics);
  }
}

void check_hub(const HubSettings& settings, const std::vector<core::Site>& shipped,
               Diagnostics& diagnostics) {
  check_common(settings.common, diagnostics);
  if (settings.hosts.empty()) diagnostics.mistake_in("http.hosts", "one name or more", "none");
  auto sites = settings.sites;
  std::sort(sites.begin(), sites.end());
  if (sites.empty()) diagnostics.mistake_in("sites", "one checkpoint or more", "an empty list");
  if (std::adjacent_find(sites.begin(), sites.end()) != sites.end())
    diagnostics.mistake_in("sites", "each checkpoint once", "one of them twice");
  for (const auto& checkpoint : settings.checkpoints)
    check_site({"checkpoints." + std::string(checkpoint.site.code()) + ".", "sites"}, checkpoint,
               shipped, diagnostics);
  check_prefixes(settings.checkpoints, diagnostics);
}

}  // namespace otkel::config
