// Every key of the settings: its name, its place, what it takes and what it means.
#include "config/tables.hpp"

#include <algorithm>
#include <cassert>

namespace otkel::config {
namespace {

using std::chrono::seconds;
constexpr core::minutes kDay{24 * 60};

template <class S>
Keys<S> endpoint_keys(const std::string& prefix, auto at, const std::string& who) {
  return lift<S>(prefix, at,
                 Keys<Endpoint>{key<Endpoint>("address", OTKEL_AT(address), address(),
                                              "the address that " + who + " listens on"),
                                key<Endpoint>("port", OTKEL_AT(port), port(),
                                              "the TCP port that " + who + " listens on")});
}

template <class S>
Keys<S> storage_keys() {
  return {key<S>("storage.database", OTKEL_AT(storage.database), path(),
                 "the SQLite database; created if there is none"),
          key<S>("storage.backup_dir", OTKEL_AT(storage.backup_dir), path(),
                 "where backups are written")};
}

Keys<core::CapacityStep> capacity_columns() {
  using C = core::CapacityStep;
  return {required(key<C>("from", OTKEL_AT(from), date(), "the first day it holds")),
          required(key<C>("per_day", OTKEL_AT(per_day), whole(0, 20000), "trucks on one day")),
          required(key<C>("lease_percent", OTKEL_AT(lease_percent), whole(0, 100),
                          "the share of every interval that the hub may sell"))};
}

Keys<core::TimetableStep> timetable_columns() {
  using T = core::TimetableStep;
  return {required(key<T>("from", OTKEL_AT(from), date(), "the first day it holds")),
          required(key<T>("kazakh", OTKEL_AT(kazakh), hours(),
                          "hours of the Kazakh side, ascending; [] while it does not work at all")),
          required(key<T>("chinese", OTKEL_AT(chinese), hours(),
                          "hours of the Chinese side, in Kazakh local time; likewise"))};
}

Keys<CameraSettings> camera_columns() {
  using C = CameraSettings;
  return {required(key<C>("name", OTKEL_AT(name), slug(), "the last part of the path it posts to")),
          required(key<C>("role", OTKEL_AT(role), one_of<core::CameraRole>(), "where it stands")),
          key<C>("addresses", OTKEL_AT(addresses), addresses(),
                 "who may post as this camera; none: anybody who knows the secret path"),
          key<C>("lane", OTKEL_AT(lane), maybe(whole(1, 99)), "its lane, if it watches one"),
          key<C>("zone", OTKEL_AT(zone), maybe(offset()),
                 "the zone of the times it sends without one; unset: such times are ignored"),
          key<C>("date_order", OTKEL_AT(date_order), maybe(one_of<core::DateOrder>()),
                 "the order of dates that end with the year; unset: only those are read that can "
                 "be but one day, Genetec's day first"),
          key<C>("view", OTKEL_AT(view), maybe(one_of<core::View>()),
                 "the end of the vehicle it looks at; a rear camera's visit joins the front "
                 "camera's of the same role and lane"),
          key<C>("protocol", OTKEL_AT(protocol), one_of<core::CameraProtocol>(),
                 "push: it posts to us; any other: it is asked, or its broker is"),
          key<C>("url", OTKEL_AT(url), camera_url_or_none(), "where it, or its broker, is asked"),
          key<C>("user", OTKEL_AT(user), words_or_none(), "whom it is asked as"),
          key<C>("password_file", OTKEL_AT(password_file), path_or_none(),
                 "a file with that user's password"),
          key<C>("topic", OTKEL_AT(topic), words(), "mqtt: the first word of Frigate's topics"),
          key<C>("source", OTKEL_AT(source), words_or_none(),
                 "mqtt: the camera's name in Frigate, if it is not the name here"),
          key<C>("channel", OTKEL_AT(channel), whole(1, 256), "which input of a recorder is asked"),
          key<C>("profile", OTKEL_AT(profile), maybe(slug()),
                 "the profile that its messages are read by; unset: recognised by their content")};
}

Keys<BridgeSettings> bridge_keys() {
  using B = BridgeSettings;
  auto keys = endpoint_keys<B>("", OTKEL_AT(listen), "the camera bridge");
  append(
      keys,
      {key<B>("hosts", OTKEL_AT(hosts), hosts(),
              "further host names under which cameras may call it"),
       key<B>("secret", OTKEL_AT(secret), secret(),
              "the cameras' secret path part itself; demonstration only"),
       key<B>("secret_file", OTKEL_AT(secret_file), path_or_none(),
              "a file with the cameras' secret path part"),
       key<B>("journal", OTKEL_AT(journal), path(),
              "what cameras sent and the daemon has not yet taken"),
       key<B>("pictures_dir", OTKEL_AT(pictures_dir), path(), "the cameras' pictures"),
       key<B>("endpoint", OTKEL_AT(endpoint), ipc_endpoint(),
              "the local socket between bridge and daemon"),
       key<B>("reread_window", OTKEL_AT(reread_window), seconds_between(seconds{1}, seconds{3600}),
              "reads of one plate closer than this are one visit"),
       key<B>("visit_gap", OTKEL_AT(visit_gap), seconds_between(seconds{1}, seconds{3600}),
              "look-alike plates and no-reads closer than this are one visit"),
       key<B>("late_after", OTKEL_AT(late_after), seconds_between(seconds{10}, seconds{86400}),
              "a message later than its camera's usual delay and this must not act"),
       key<B>("pairing_window", OTKEL_AT(pairing_window), seconds_between(seconds{1}, seconds{300}),
              "a front and a rear camera's reads closer than this may be one vehicle"),
       key<B>("keep_pictures", OTKEL_AT(keep_pictures),
              hours_between(std::chrono::hours{24}, std::chrono::hours{3650 * 24}),
              "what the daemon has taken is deleted after, with its pictures"),
       key<B>(
           "keep_free_mib", OTKEL_AT(keep_free_mib), whole(0, 1'000'000),
           "MiB that pictures leave free on their disk: then the oldest go, and at last reads are "
           "kept without"),
       key<B>("silent_after", OTKEL_AT(silent_after), seconds_between(seconds{30}, seconds{86400}),
              "a camera that sends heartbeats or is asked counts as silent after"),
       key<B>("quiet_after", OTKEL_AT(quiet_after),
              seconds_between(seconds{600}, seconds{30 * 86400}),
              "a camera that sends nothing but vehicles counts as silent after"),
       rows<B>("cameras", OTKEL_AT(cameras), camera_columns(), "the cameras"),
       rows<B>("profiles", OTKEL_AT(profiles), camera_profile_columns(),
               "where the fields of cameras are that no decoder knows")});
  append(keys, lift<B>("national.", OTKEL_AT(national), national_keys()));
  return keys;
}

}  // namespace

Keys<CommonSettings> common_keys() {
  using C = CommonSettings;
  return {key<C>("profile", OTKEL_AT(profile), one_of<Profile>(),
                 "demonstration alone may drive the clock, fix the ids, keep the secret inline and "
                 "choose a demonstration rule pack"),
          key<C>("rules.pack_file", OTKEL_AT(rules.pack_file), pack_name(),
                 "the rule pack to decide by until the centre sends a newer one"),
          key<C>("clock.source", OTKEL_AT(clock.source), one_of<ClockSource>(),
                 "driven: a test driver says what time it is; demonstration only"),
          key<C>("clock.file", OTKEL_AT(clock.file), path_or_none(),
                 "of a driven clock: 8 bytes, UTC milliseconds, little endian"),
          key<C>("demo.seed", OTKEL_AT(demo_seed), maybe(seed()),
                 "makes new ids repeatable; demonstration only"),
          key<C>("log.level", OTKEL_AT(log_level), one_of<LogLevel>(),
                 "the least important level that is written")};
}

Keys<core::SiteSettings> checkpoint_keys() {
  using C = core::SiteSettings;
  return {
      key<C>("prefix", OTKEL_AT(prefix), number_prefix(),
             "opens every number of the site; no two sites have the same"),
      key<C>("kind", OTKEL_AT(kind), one_of<core::SiteKind>(),
             "a road checkpoint, or a service centre without a road"),
      key<C>("names.kk", OTKEL_AT(names.kk), printed_words(), "official name in Kazakh"),
      key<C>("names.ru", OTKEL_AT(names.ru), printed_words(), "name in Russian"),
      key<C>("names.zh", OTKEL_AT(names.zh), printed_words(), "name in Chinese"),
      key<C>("direction_to", OTKEL_AT(direction_to), printed_words(),
             "where the road leads; printed if the application names no place"),
      key<C>("utc_offset", OTKEL_AT(utc_offset), offset(), "the zone of law and paper"),
      key<C>("slot_length", OTKEL_AT(slot_length), minutes_between(core::minutes{5}, kDay / 2),
             "length of a bookable interval"),
      key<C>("blank_pattern", OTKEL_AT(blank_format), blank_pattern(),
             "the shape of the numbers on the blanks"),
      key<C>("low_stock", OTKEL_AT(low_stock), whole(0, 1'000'000),
             "blanks in stock at and below which officers are warned"),
      rows<C>("capacity", OTKEL_AT(capacity), capacity_columns(), "trucks per day, dated"),
      rows<C>("timetable", OTKEL_AT(timetable.steps), timetable_columns(), "opening hours, dated"),
      key<C>("closed", OTKEL_AT(timetable.closed), dates(),
             "holidays of both sides: neither works"),
      key<C>("closed_kazakh", OTKEL_AT(timetable.closed_kazakh), dates(),
             "holidays of the Kazakh side alone"),
      key<C>("closed_chinese", OTKEL_AT(timetable.closed_chinese), dates(),
             "holidays of the Chinese side alone"),
      key<C>("closed_on_weekends", OTKEL_AT(timetable.closed_on_weekends), flag(),
             "whether neither side works on Saturdays and Sundays")};
}

Keys<EdgeSettings> edge_keys() {
  using E = EdgeSettings;
  Keys<E> keys{key<E>("site", OTKEL_AT(checkpoint.site), site_code(), "which checkpoint this is")};
  append(keys, lift<E>("", OTKEL_AT(common), common_keys()));
  append(keys, lift<E>("checkpoint.", OTKEL_AT(checkpoint), checkpoint_keys()));
  append(keys, storage_keys<E>());
  append(keys, endpoint_keys<E>("kiosk.", OTKEL_AT(kiosk_listen), "the kiosk's API"));
  append(keys, endpoint_keys<E>("console.", OTKEL_AT(console.listen), "the officers' API"));
  append(
      keys,
      {key<E>("kiosk.tickets", OTKEL_AT(kiosk.tickets), flag(),
              "whether a ticket is printed after check-in at the kiosk"),
       key<E>("kiosk.book_ahead", OTKEL_AT(kiosk.book_ahead),
              minutes_between(core::minutes{60}, 31 * kDay),
              "how long ahead the kiosk sells a place"),
       key<E>("console.hosts", OTKEL_AT(console.hosts), hosts(),
              "host names under which officers may call it"),
       key<E>("console.public_url", OTKEL_AT(console.public_url), origin_or_none(),
              "the officers' address if a proxy with TLS stands before it: browsers must name it "
              "as their origin, and the cookie is for https alone"),
       key<E>("console.trusted_proxies", OTKEL_AT(console.trusted_proxies), networks(),
              "proxies whose X-Forwarded-For and X-Forwarded-Proto are believed"),
       key<E>("console.session_idle", OTKEL_AT(console.sessions.idle),
              minutes_between(core::minutes{1}, kDay), "an idle officer is logged out after"),
       key<E>("console.session_absolute", OTKEL_AT(console.sessions.absolute),
              minutes_between(core::minutes{1}, kDay), "any officer is logged out after"),
       key<E>("console.sessions_per_officer", OTKEL_AT(console.sessions.per_officer), whole(1, 32),
              "with one more log-in the officer's oldest session ends"),
       key<E>("console.failed_log_ins", OTKEL_AT(console.sessions.failed_log_ins), whole(5, 10'000),
              "wrong passwords for one officer, since the last right one, that open an incident"),
       key<E>("ui.static_root", OTKEL_AT(static_root), path(), "the built screens"),
       key<E>("printer.device", OTKEL_AT(printer.device), device(), "where pages go"),
       key<E>("printer.paper", OTKEL_AT(printer.paper), one_of<Paper>(),
              "width of the roll; mm80_512: a head of 512 dots"),
       key<E>("printer.archive_dir", OTKEL_AT(printer.archive_dir), path(),
              "a copy of every printed page, without its QR"),
       key<E>("printer.signing_key_file", OTKEL_AT(printer.signing_key_file), path_or_none(),
              "the Ed25519 secret key of the QR; none: signing.key beside the database"),
       key<E>("printer.journal_file", OTKEL_AT(printer.journal_file), path_or_none(),
              "what the print thread is about to do; none: print.journal beside the database"),
       key<E>("printer.register_base", OTKEL_AT(printer.register_base), url(),
              "the register that the QR leads to"),
       key<E>("link.enabled", OTKEL_AT(link.enabled), flag(), "whether there is a hub"),
       key<E>("link.hub_endpoint", OTKEL_AT(link.hub_endpoint), tcp_endpoint_or_none(), "the hub"),
       key<E>("link.hub_public_key_file", OTKEL_AT(link.hub_public_key_file), path_or_none(),
              "the hub's CURVE public key"),
       key<E>("link.secret_key_file", OTKEL_AT(link.secret_key_file), path_or_none(),
              "this checkpoint's CURVE secret key")});
  append(keys, lift<E>("bridge.", OTKEL_AT(bridge), bridge_keys()));
  return keys;
}

Keys<HubSettings> hub_keys(const std::vector<core::Site>& sites) {
  using H = HubSettings;
  Keys<H> keys = lift<H>("", OTKEL_AT(common), common_keys());
  append(keys, storage_keys<H>());
  append(keys, endpoint_keys<H>("http.", OTKEL_AT(http), "the hub's API"));
  append(
      keys,
      {key<H>("http.hosts", OTKEL_AT(hosts), hosts(),
              "host names under which the API and the register may be called"),
       key<H>("http.public_url", OTKEL_AT(public_url), origin_or_none(),
              "the address of its pages if a proxy with TLS stands before it"),
       key<H>("http.trusted_proxies", OTKEL_AT(trusted_proxies), networks(),
              "proxies whose X-Forwarded-For and X-Forwarded-Proto are believed"),
       key<H>("http.api_token_file", OTKEL_AT(api_token_file), path_or_none(),
              "a file with the bearer token of everything that writes or shows personal data"),
       key<H>("register.keys_dir", OTKEL_AT(keys_dir), path_or_none(),
              "a folder with one SITE.pub (64 hex digits) per checkpoint that signs the QR"),
       key<H>("register.lookups_per_minute", OTKEL_AT(register_limits.lookups_per_minute),
              whole(1, 100'000), "questions that one address may ask the public register"),
       key<H>("register.wrong_checks_per_address",
              OTKEL_AT(register_limits.wrong_checks_per_address), whole(1, 100'000),
              "wrong checks an hour, then that address waits"),
       key<H>("register.wrong_checks_per_number", OTKEL_AT(register_limits.wrong_checks_per_number),
              whole(1, 1'000'000), "wrong checks an hour, then that number waits for every client"),
       key<H>("ui.static_root", OTKEL_AT(static_root), path(), "the built screens"),
       key<H>("quota.events_per_day", OTKEL_AT(quota.events_per_day), whole(1000, 100'000'000),
              "events that one checkpoint may send; more is taken as the day goes on"),
       key<H>("quota.mib_per_day", OTKEL_AT(quota.mib_per_day), whole(2, 1'000'000),
              "MiB that the events of one checkpoint may take up"),
       key<H>("quota.epochs_per_day", OTKEL_AT(quota.epochs_per_day), whole(1, 10'000),
              "new epochs of one checkpoint's log that are accepted without a person"),
       key<H>("quota.event_kib", OTKEL_AT(quota.event_kib), whole(16, 1024),
              "KiB that one event may have; a larger one stops that log"),
       key<H>("link.bind", OTKEL_AT(link.bind), tcp_endpoint(), "where checkpoints call"),
       key<H>("link.secret_key_file", OTKEL_AT(link.secret_key_file), path_or_none(),
              "the hub's CURVE secret key"),
       key<H>("link.authorised_dir", OTKEL_AT(link.authorised_dir), path(),
              "one CURVE public key file per checkpoint"),
       key<H>("register_base", OTKEL_AT(register_base), url(),
              "the register's own address, as in the QR"),
       key<H>("sites", OTKEL_AT(sites), site_codes(),
              "the sites it serves; unset: those shipped in config/defaults, the permit's first")});
  for (const core::Site site : sites) {
    const auto at = [site](auto& s) -> auto& {
      const auto found =
          std::find_if(s.checkpoints.begin(), s.checkpoints.end(),
                       [site](const core::SiteSettings& one) { return one.site == site; });
      assert(found != s.checkpoints.end());
      return *found;
    };
    append(keys, lift<H>("checkpoints." + std::string(site.code()) + ".", at, checkpoint_keys()));
  }
  return keys;
}

}  // namespace otkel::config
