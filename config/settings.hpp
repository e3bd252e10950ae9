#pragma once
// Everything that a person may set, as plain structs; the member initialisers are the built-in
// defaults. load.hpp fills them; docs/config.md lists every key.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/plate/camera.hpp"
#include "core/plate/camera_profile.hpp"
#include "core/plate/national_queue.hpp"
#include "core/plate/plate_read.hpp"
#include "core/queue/site_settings.hpp"
#include "core/value/names.hpp"
#include "core/value/rule_pack.hpp"

namespace otkel::config {

/// A checkpoint runs `production`. `demonstration` alone may drive the clock, fix the random ids
/// and choose a demonstration rule pack.
enum class Profile { production, demonstration };
enum class ClockSource { system, driven };
enum class Paper { mm80, mm58, mm80_512 };
enum class LogLevel { debug, info, warning, error };

/// Port 0 lets the system choose a free one.
struct Endpoint {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;
};

struct StorageSettings {
  std::string database;
  std::string backup_dir;
};

struct ConsoleSettings {
  Endpoint listen{"127.0.0.1", 8081};
  std::vector<std::string> hosts{"localhost", "127.0.0.1"};  ///< Host names, without port
  std::string public_url;                    ///< of a proxy with TLS before it; empty: none
  std::vector<std::string> trusted_proxies;  ///< addresses and nets, see base/web/network.hpp
  core::SessionLimits sessions;
};

struct PrinterSettings {
  std::string device = "file:/var/lib/otkel/prints";  ///< see printer/device/make_device.hpp
  Paper paper = Paper::mm80;
  std::string archive_dir = "/var/lib/otkel/prints";
  std::string signing_key_file;  ///< empty: beside the database
  std::string journal_file;      ///< of the print thread; empty: beside the database
  std::string register_base = "https://register.otkel.example";  ///< without the final slash
};

struct LinkSettings {
  bool enabled = false;
  std::string hub_endpoint;  ///< "tcp://HOST:PORT"
  std::string hub_public_key_file;
  std::string secret_key_file;
};

struct CameraSettings {
  std::string name;  ///< the last part of the address that the camera posts to
  core::CameraRole role = core::CameraRole::gate_in;
  std::vector<std::string> addresses;  ///< who may post as this camera; empty: anybody
  std::optional<int> lane;
  std::optional<core::minutes>
      zone;  ///< of the times it sends without one; unset: they are ignored
  std::optional<core::DateOrder> date_order;  ///< of the dates it sends with the year at the end
  std::optional<core::View> view;             ///< which end of the vehicle it looks at
  core::CameraProtocol protocol = core::CameraProtocol::push;
  std::string url;  ///< where it is asked; "http://HOST[:PORT]" or "mqtt://HOST[:PORT]"
  std::string user;
  std::string password_file;  ///< see config/secret.hpp
  std::string topic = "frigate";
  std::string source;                  ///< its name at the broker; empty: as here
  int channel = 1;                     ///< of a recorder
  std::optional<std::string> profile;  ///< one of bridge.profiles; unset: recognised by content
};

struct BridgeSettings {
  Endpoint listen{"127.0.0.1", 8082};
  std::vector<std::string> hosts;  ///< further Host names cameras may call it by, without port
  std::string secret;              ///< demonstration only; see config/secret.hpp
  std::string secret_file;         ///< holds the part of the cameras' path that nobody can guess
  std::string journal = "/var/lib/otkel-anpr/journal.db";
  std::string pictures_dir = "/var/lib/otkel-anpr/pictures";
  std::string endpoint = "ipc:///run/otkel/anpr.sock";  ///< the daemon pulls visits from here
  std::chrono::seconds reread_window{120};  ///< reads of one plate closer than this are one visit
  std::chrono::seconds visit_gap{10};       ///< look-alikes and no-reads closer than this are, too
  std::chrono::seconds late_after{300};     ///< behind the camera's usual delay: it must not act
  std::chrono::seconds pairing_window{20};  ///< a front and a rear read closer than this may pair
  std::chrono::hours keep_pictures{30 * 24};    ///< then what the daemon has is deleted
  int keep_free_mib = 1024;                     ///< that pictures leave free on their disk
  std::chrono::seconds silent_after{600};       ///< a camera with heartbeats, or one that is asked
  std::chrono::seconds quiet_after{12 * 3600};  ///< one that reports nothing but vehicles
  std::vector<CameraSettings> cameras;
  std::vector<core::CameraProfile> profiles;
  core::NationalQueueSettings national;
};

struct RuleSettings {
  std::string pack_file = "kz-cn-c-2023.toml";  ///< absolute, or a name in config/rule_pack
  core::RulePack pack;                          ///< what that file says
};

struct ClockSettings {
  ClockSource source = ClockSource::system;
  std::string file;  ///< of a driven clock, see config/clock.hpp
};

/// What all programs share.
struct CommonSettings {
  Profile profile = Profile::production;
  RuleSettings rules;
  ClockSettings clock;
  std::optional<std::uint64_t> demo_seed;  ///< makes new ids repeatable
  LogLevel log_level = LogLevel::info;
};

/// Of otkeld, otkel-anpr and otkelctl of one checkpoint.
struct EdgeSettings {
  CommonSettings common;
  core::SiteSettings checkpoint;
  StorageSettings storage{"/var/lib/otkel/edge.db", "/var/lib/otkel/backup"};
  Endpoint kiosk_listen{"127.0.0.1", 8080};
  core::KioskSettings kiosk;
  ConsoleSettings console;
  std::string static_root = "/usr/share/otkel/ui";
  PrinterSettings printer;
  LinkSettings link;
  BridgeSettings bridge;
};

struct HubLinkSettings {
  std::string bind = "tcp://127.0.0.1:7400";
  std::string secret_key_file;
  std::string authorised_dir = "/etc/otkel/authorised";  ///< one public key file per checkpoint
};

/// How often strangers may ask the public register; an IPv6 /64 is one address.
struct RegisterLimits {
  int lookups_per_minute = 60;        ///< of one address, with or without a check
  int wrong_checks_per_address = 20;  ///< an hour
  int wrong_checks_per_number = 200;  ///< an hour, from all clients
};

/// How much one checkpoint may write into the hub's database; sync/hub/app/quota.hpp has the rule.
struct SiteQuota {
  int events_per_day = 200'000;
  int mib_per_day = 512;
  int epochs_per_day = 10;
  int event_kib = 256;  ///< one event with everything it carries
};

/// Of otkel-hub.
struct HubSettings {
  CommonSettings common;
  StorageSettings storage{"/var/lib/otkel-hub/hub.db", "/var/lib/otkel-hub/backup"};
  Endpoint http{"127.0.0.1", 8090};
  std::vector<std::string> hosts{"localhost", "127.0.0.1"};  ///< Host names, without port
  std::string public_url;                    ///< of a proxy with TLS before it; empty: none
  std::vector<std::string> trusted_proxies;  ///< addresses and nets, see base/web/network.hpp
  std::string static_root = "/usr/share/otkel/ui";
  HubLinkSettings link;
  std::string api_token_file;  ///< its bearer may write and see personal data
  std::string keys_dir;        ///< <site>.pub: hex Ed25519 keys of the QR; empty: only by the API
  std::string register_base = "https://register.otkel.example";  ///< without the final slash
  RegisterLimits register_limits;
  SiteQuota quota;
  std::vector<core::Site> sites;  ///< unset: every shipped one, those of the permit first
  std::vector<core::SiteSettings> checkpoints;  ///< of `sites`, in that order
};

}  // namespace otkel::config

namespace otkel::core {

template <>
struct EnumWords<config::Profile> {
  static constexpr std::array<std::string_view, 2> words{"production", "demonstration"};
};
template <>
struct EnumWords<config::ClockSource> {
  static constexpr std::array<std::string_view, 2> words{"system", "driven"};
};
template <>
struct EnumWords<config::Paper> {
  static constexpr std::array<std::string_view, 3> words{"mm80", "mm58", "mm80_512"};
};
template <>
struct EnumWords<config::LogLevel> {
  static constexpr std::array<std::string_view, 4> words{"debug", "info", "warning", "error"};
};

}  // namespace otkel::core
