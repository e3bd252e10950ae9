#pragma once
// A whole checkpoint in this process: Nur Zholy on 20 May 2025 by a clock that the test moves.
#include <boost/json.hpp>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "base/web/client.hpp"
#include "config/settings.hpp"
#include "core/fact/event.hpp"
#include "core/plate/plate_read.hpp"
#include "firmware-daemon/compose.hpp"
#include "tests/support/contract.hpp"

namespace otkel::http::test {

namespace json = boost::json;

/// A folder that goes with the test.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// What was answered; `body` is null where it is no JSON.
struct Reply {
  int status = 0;
  json::value body;
  std::string text;
  web::Response raw;
  std::string code() const;  ///< of a problem; empty where it is none
  const json::value& operator[](std::string_view field) const { return body.at(field); }
  std::string str(std::string_view field) const { return std::string(body.at(field).as_string()); }
};

using otkel::test::Operation;

/// docs/openapi/checkpoint.
const otkel::test::Contract& contract();
/// Every operation that a Client of this process has asked for.
std::set<Operation> asked();

/// One who asks one port, and holds every answer against the contract.
class Client {
 public:
  /// `source`: a loopback address to ask from; empty: the system chooses.
  explicit Client(std::uint16_t port, std::string source = {})
      : port_(port), source_(std::move(source)) {}
  Reply get(const std::string& target) const { return ask("GET", target, {}, {}); }
  /// With a new Idempotency-Key.
  Reply post(const std::string& target, const std::string& body = {}) const;
  Reply post_with_key(const std::string& key, const std::string& target,
                      const std::string& body = {}) const;
  Reply ask(const std::string& method, const std::string& target, const std::string& body,
            std::vector<std::pair<std::string, std::string>> headers) const;
  /// Keeps the cookie where it went well.
  Reply log_in(const std::string& login, const std::string& password);
  const std::string& cookie() const { return cookie_; }
  std::uint16_t port() const { return port_; }

 private:
  std::uint16_t port_;
  std::string source_;
  std::string cookie_;
};

enum class ClockKind { driven, system };

/// The settings of a checkpoint whose everything lies in `folder`.
config::EdgeSettings settings_in(const Folder& folder, ClockKind clock = ClockKind::driven);

inline constexpr const char* kPlate = "123ABC05";
inline constexpr const char* kBooking = "NZ25-H000001";
inline constexpr const char* kApplication = "NZ25-000001";
inline constexpr const char* kPassword = "a long enough password";

class Rig {
 public:
  explicit Rig(ClockKind clock = ClockKind::driven);
  /// Over settings of the test's own; their clock file must be in `folder`.
  Rig(std::shared_ptr<Folder> folder, const config::EdgeSettings& settings);
  ~Rig();
  Rig(const Rig&) = delete;
  Rig& operator=(const Rig&) = delete;

  Client kiosk() const { return Client(daemon_->kiosk_port()); }
  Client console(const std::string& source = {}) const {
    return Client(daemon_->console_port(), source);
  }
  Client officer();  ///< aliya, logged in

  void set_clock(const std::string& iso);
  /// Facts of the hub, chained as the hub would.
  void hub(const std::vector<core::Event>& facts);
  /// aliya and bolat (officers), tamara (technician); carrier, card, booking and application.
  void people();
  void registered(int n = 1);
  void paid(int n = 1);
  void blanks(std::int64_t count = 10);
  /// A camera saw the plate, twice the same.
  void camera(core::CameraRole role, const std::string& plate, const std::string& id);
  /// Runs on the work thread and waits for the commit.
  core::Result<app::Answer> on_work(std::function<core::Result<app::Answer>(app::Context&)> work);

  /// Asks again until it holds, for at most ten seconds.
  static bool until(const std::function<bool()>& condition);
  const Folder& folder() const { return *folder_; }
  daemon::Daemon& daemon() { return *daemon_; }
  void stop();

 private:
  void start(const config::EdgeSettings& settings);
  std::shared_ptr<Folder> folder_;
  std::unique_ptr<daemon::Daemon> daemon_;
  std::thread thread_;
  std::int64_t seq_ = 0;
  std::string hash_ = std::string(64, '0');
};

/// "NZ25-000001", "NZ25-H000001", "123ABC05" for the n-th truck.
std::string application_no(int n);
std::string booking_no(int n);
std::string plate(int n);

}  // namespace otkel::http::test
