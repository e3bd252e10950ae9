#pragma once
// Transport over ZeroMQ with CURVE: the edge connects (DEALER), the hub listens (ROUTER). Each has
// one thread of its own that only moves bytes.
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "sync/link/allow_list.hpp"
#include "sync/link/keys.hpp"
#include "sync/link/transport.hpp"

namespace otkel::sync {

/// What the network looks like from here, for /healthz and the officer.
struct TransportStatus {
  bool connected = false;  ///< edge: handshake done; hub: bound
  std::int64_t frames_in = 0;
  std::int64_t frames_out = 0;
  std::int64_t dropped = 0;  ///< frames let go because a queue was full or a peer was gone
  std::int64_t refused = 0;  ///< hub: handshakes and frames without an authorised key;
                             ///< edge: handshakes the hub refused
  std::string last_problem;  ///< what, where, how to fix; empty when there was none
  std::vector<std::string> complaints;  ///< hub: about files among the authorised keys, now
};

struct EdgeTransportSettings {
  std::string endpoint;        ///< "tcp://hub.example:5600"
  std::string hub_public_key;  ///< Z85, 40 characters
  CurveKeyPair keys;           ///< of this checkpoint
};

/// The checkpoint's end. Peer name: kHubPeer.
class EdgeTransport final : public Transport {
 public:
  /// Does not wait for the hub to be there. Errors: config_invalid (endpoint or key).
  static core::Result<std::unique_ptr<EdgeTransport>> open(EdgeTransportSettings settings);
  ~EdgeTransport() override;
  core::Result<void> send(const std::string& peer, std::string bytes) override;
  std::optional<Incoming> poll() override;
  void set_wakeup(std::function<void()> wakeup) override;
  void disconnect(const std::string& peer) override;
  TransportStatus status() const;

 private:
  struct State;
  explicit EdgeTransport(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

struct HubTransportSettings {
  std::string endpoint = "tcp://127.0.0.1:*";  ///< port 0 or * picks a free one
  CurveKeyPair keys;                           ///< of the hub
  std::filesystem::path authorised;            ///< folder of <site>.pub files, re-read each second
  AllowList::Served served = {};               ///< whose keys of them count; none named: any
};

/// The hub's end; any number of checkpoints.
class HubTransport final : public Transport {
 public:
  /// Bound on return. Errors: port_in_use, config_invalid (endpoint, key), io_failed (the folder of
  /// authorised keys cannot be read).
  static core::Result<std::unique_ptr<HubTransport>> open(HubTransportSettings settings);
  ~HubTransport() override;
  core::Result<void> send(const std::string& peer, std::string bytes) override;
  std::optional<Incoming> poll() override;
  void set_wakeup(std::function<void()> wakeup) override;
  void disconnect(const std::string& peer) override;
  TransportStatus status() const;
  /// "tcp://127.0.0.1:40123": where it really listens.
  const std::string& endpoint() const;

 private:
  struct State;
  explicit HubTransport(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace otkel::sync
