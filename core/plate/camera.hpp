#pragma once
// How a camera is reached and how it does: what the bridge reports to the daemon and the daemon to
// the screens. No plates in here.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/plate/plate_read.hpp"
#include "core/value/fields.hpp"
#include "core/value/instant.hpp"
#include "core/value/names.hpp"

namespace otkel::core {

/// `push`: the camera posts to us; all others we ask or subscribe to.
enum class CameraProtocol {
  push,
  hikvision_stream,
  hikvision_plates,
  dahua_events,
  dahua_snapshots,
  onvif,
  mqtt,
};
template <>
struct EnumWords<CameraProtocol> {
  static constexpr std::array<std::string_view, 7> words{
      "push", "hikvision_stream", "hikvision_plates", "dahua_events", "dahua_snapshots", "onvif",
      "mqtt"};
};

enum class CameraHealth {
  unheard,           ///< nothing was ever heard of it
  connected,         ///< heard of lately
  silent,            ///< used to talk and does not any more
  unreachable,       ///< pulled: no connection, or it was cut
  password_refused,  ///< pulled: the camera does not take our name and password
  garbled,           ///< pulled: what answers there does not use the protocol
};
template <>
struct EnumWords<CameraHealth> {
  static constexpr std::array<std::string_view, 6> words{
      "unheard", "connected", "silent", "unreachable", "password_refused", "garbled"};
};

/// Vehicles that a camera reported; `no_reads`: those whose plate it could not read.
struct ReadCount {
  std::int64_t reads = 0, no_reads = 0;
  static constexpr auto fields() {
    return std::tuple{field("reads", &ReadCount::reads), field("no_reads", &ReadCount::no_reads)};
  }
};

/// Reads that wait for a person because of each ReadDoubt.
struct DoubtCount {
  std::int64_t age_unknown = 0, confidence_out_of_scale = 0;
  std::int64_t fields_contradict = 0, id_of_another_plate = 0;
  static constexpr auto fields() {
    using C = DoubtCount;
    return std::tuple{field("age_unknown", &C::age_unknown),
                      field("confidence_out_of_scale", &C::confidence_out_of_scale),
                      field("fields_contradict", &C::fields_contradict),
                      field("id_of_another_plate", &C::id_of_another_plate)};
  }
};

/// Counts are since the start of the bridge, but for `last_hour` and `hours`.
struct CameraStatus {
  std::string name;
  CameraRole role = CameraRole::gate_in;
  std::optional<std::int64_t> lane;
  CameraProtocol protocol = CameraProtocol::push;
  std::string maker;  ///< of its last message; empty before one came
  CameraHealth health = CameraHealth::unheard;
  std::string trouble;  ///< the last failure of a pulled camera in words, for the technician
  std::optional<Instant> last_event;  ///< any message, heartbeats too
  std::optional<Instant> last_read;
  std::string last_picture;             ///< hash; empty if none was kept
  std::optional<std::int64_t> skew_ms;  ///< the camera's clock minus ours, at its promptest
  bool clock_wrong = false;             ///< by more than a minute
  ReadCount last_hour;
  std::vector<ReadCount> hours;  ///< the last 24 hours up to now, oldest first
  std::int64_t reads = 0, no_reads = 0, duplicates = 0, retransmitted = 0, late = 0;
  std::int64_t heartbeats = 0, other = 0, undecodable = 0, refused = 0, failed = 0;
  std::int64_t pictures_dropped = 0;  ///< reads that were kept without their picture
  DoubtCount doubts;
  std::int64_t backlog = 0;  ///< visits that the daemon has not acknowledged
  static constexpr auto fields() {
    using S = CameraStatus;
    return std::tuple{field("name", &S::name),
                      field("role", &S::role),
                      field("lane", &S::lane),
                      field("protocol", &S::protocol),
                      field("maker", &S::maker),
                      field("health", &S::health),
                      field("trouble", &S::trouble),
                      field("last_event", &S::last_event),
                      field("last_read", &S::last_read),
                      field("last_picture", &S::last_picture),
                      field("skew_ms", &S::skew_ms),
                      field("clock_wrong", &S::clock_wrong),
                      field("last_hour", &S::last_hour),
                      field("hours", &S::hours),
                      field("reads", &S::reads),
                      field("no_reads", &S::no_reads),
                      field("duplicates", &S::duplicates),
                      field("retransmitted", &S::retransmitted),
                      field("late", &S::late),
                      field("heartbeats", &S::heartbeats),
                      field("other", &S::other),
                      field("undecodable", &S::undecodable),
                      field("refused", &S::refused),
                      field("failed", &S::failed),
                      field("pictures_dropped", &S::pictures_dropped),
                      field("doubts", &S::doubts),
                      field("backlog", &S::backlog)};
  }
};

/// Somebody who knows the secret path but posts under a name that is not configured.
struct StrangerStatus {
  std::string name, address;
  std::int64_t messages = 0;
  Instant last_event{};
  static constexpr auto fields() {
    using S = StrangerStatus;
    return std::tuple{field("name", &S::name), field("address", &S::address),
                      field("messages", &S::messages), field("last_event", &S::last_event)};
  }
};

/// Why a request to the bridge's address was answered with an error, or what it carried was lost.
enum class RefusedRequest {
  malformed,         ///< 400: no HTTP, or a header that contradicts another
  wrong_host,        ///< 421: a Host header that is not ours
  wrong_path,        ///< 404: not the path of the settings
  wrong_method,      ///< 405: neither POST nor GET
  without_length,    ///< 411: a body that only the end of the connection ends
  too_large,         ///< 413: more than the bridge takes
  header_too_large,  ///< 431
  wrong_encoding,    ///< 415: a compressed body that cannot be inflated
  plate_in_query,    ///< 400: a GET with its fields in the address
};
template <>
struct EnumWords<RefusedRequest> {
  static constexpr std::array<std::string_view, 9> words{
      "malformed", "wrong_host",       "wrong_path",     "wrong_method",  "without_length",
      "too_large", "header_too_large", "wrong_encoding", "plate_in_query"};
};

/// Requests of one address that were refused for one reason; the technician sees what to change.
struct RefusalStatus {
  std::string address;
  RefusedRequest reason = RefusedRequest::malformed;
  std::string request;  ///< method and path of the last one, without the secret; may be empty
  std::int64_t messages = 0;
  Instant last_event{};
  static constexpr auto fields() {
    using S = RefusalStatus;
    return std::tuple{field("address", &S::address), field("reason", &S::reason),
                      field("request", &S::request), field("messages", &S::messages),
                      field("last_event", &S::last_event)};
  }
};

/// How the checkpoint stands with the national electronic queue. `posted` and
/// `given_up` are since the start of the bridge; the others are what lies in its journal.
struct NationalStatus {
  bool connected = false;     ///< its last answer was one that the protocol has
  std::int64_t posted = 0;    ///< events that it has taken
  std::int64_t waiting = 0;   ///< events that it has not taken yet
  std::int64_t refused = 0;   ///< of them: that it calls wrong; tried again once a day
  std::int64_t given_up = 0;  ///< events that nobody took until they were too old
  std::string trouble;        ///< the last failure in words, for the technician; empty: none
  std::optional<Instant> last_posted;
  std::optional<Instant> plates_fetched;  ///< the list of today; missing: there is none
  std::int64_t plates = 0;                ///< on it
  std::int64_t plates_malformed = 0;      ///< entries of it that are no plate
  static constexpr auto fields() {
    using S = NationalStatus;
    return std::tuple{
        field("connected", &S::connected),     field("posted", &S::posted),
        field("waiting", &S::waiting),         field("refused", &S::refused),
        field("given_up", &S::given_up),       field("trouble", &S::trouble),
        field("last_posted", &S::last_posted), field("plates_fetched", &S::plates_fetched),
        field("plates", &S::plates),           field("plates_malformed", &S::plates_malformed)};
  }
};

struct BridgeStatus {
  bool ready = false;            ///< the journal takes messages
  bool connected = false;        ///< the daemon is there
  bool pictures_kept = true;     ///< false: the disk is nearly full, reads go on without pictures
  std::int64_t backlog = 0;      ///< visits that the daemon has not acknowledged
  std::int64_t turned_away = 0;  ///< messages answered 503 because too many waited
  std::int64_t sent = 0, resent = 0, acknowledged = 0;
  std::vector<CameraStatus> cameras;
  std::vector<StrangerStatus> strangers;
  std::vector<RefusalStatus> refusals;
  std::optional<NationalStatus> national;  ///< missing: nothing is reported there
  static constexpr auto fields() {
    using S = BridgeStatus;
    return std::tuple{field("ready", &S::ready),
                      field("connected", &S::connected),
                      field("pictures_kept", &S::pictures_kept),
                      field("backlog", &S::backlog),
                      field("turned_away", &S::turned_away),
                      field("sent", &S::sent),
                      field("resent", &S::resent),
                      field("acknowledged", &S::acknowledged),
                      field("cameras", &S::cameras),
                      field("strangers", &S::strangers),
                      field("refusals", &S::refusals),
                      field("national", &S::national)};
  }
};

}  // namespace otkel::core
