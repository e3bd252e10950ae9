#pragma once
// ONVIF events over a PullPoint: find the event service, subscribe, pull, renew. Log-in by
// WS-UsernameToken, whose time is the camera's own; HTTP Digest is answered below this.
#include <optional>
#include <string>

#include "anpr-bridge/pull/dialect.hpp"
#include "anpr-bridge/pull/digest.hpp"

namespace otkel::anpr {

class Onvif final : public Dialect {
 public:
  /// `device_path`: of the device service if it is not at the standard's place.
  Onvif(Login login, std::string device_path, core::Random& random);

  Ask ask(core::Instant now) override;
  core::Result<Understood> understand(int status, std::string_view body,
                                      core::Instant now) override;
  /// Subscriptions do not outlive a broken connection for sure: begins again.
  void forget() override;

 private:
  enum class Step { clock, services, subscribe, pull, renew };
  core::Result<Understood> pulled(std::string_view body, core::Instant now);
  std::string header(std::string_view action, const std::string& to, core::Instant now) const;

  Login login_;
  core::Random& random_;
  std::string device_path_, event_path_, pull_path_;
  Step step_ = Step::clock;
  std::chrono::milliseconds clock_ahead_{0};  ///< the camera's clock minus ours
  core::Instant renewed_{};
};

/// <wsse:UsernameToken> with a digest over nonce, time and password (WS-Security 1.1). Pure.
std::string username_token(const Login& login, std::string_view nonce, const std::string& created);

}  // namespace otkel::anpr
