#pragma once
// otkeld's end of the visits, as small as it can be: a ROUTER that notes, and answers when told to.
#include <array>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>
#include <zmq.hpp>
#include <zmq_addon.hpp>

namespace otkel::anpr::test {

/// What outlives the daemon's process: the visits that it has committed.
struct Committed {
  std::map<std::string, std::int64_t> revisions;  ///< visit -> newest
  std::map<std::string, std::string> bodies;
  int acted = 0;  ///< how often something new was acted upon
};

class FakeDaemon {
 public:
  FakeDaemon(const std::string& endpoint, Committed& committed) : committed_(&committed) {
    socket_.set(zmq::sockopt::linger, 0);
    socket_.bind(endpoint);
  }

  struct Sent {
    std::string peer, visit_id, body;
    std::int64_t revision = 0;
  };

  std::vector<std::string> statuses;  ///< what the bridge said of itself

  /// The next visit, if one comes within `wait` ms. Frames that are neither V1 nor S1 throw.
  std::vector<Sent> receive(int wait) {
    std::array<zmq::pollitem_t, 1> items{{{socket_.handle(), 0, ZMQ_POLLIN, 0}}};
    if (zmq::poll(items, std::chrono::milliseconds{wait}) <= 0) return {};
    std::vector<zmq::message_t> parts;
    if (!zmq::recv_multipart(socket_, std::back_inserter(parts))) return {};
    std::vector<std::string> frames;
    for (const auto& part : parts) frames.push_back(part.to_string());
    if (frames.size() == 3 && frames[1] == "S1") {
      statuses.push_back(frames[2]);
      return {};
    }
    if (frames.size() != 5 || frames[1] != "V1") throw std::runtime_error("not a V1 message");
    Sent sent{frames[0], frames[2], frames[4], 0};
    for (const char c : frames[3]) sent.revision = sent.revision * 10 + (c - '0');
    return {sent};
  }

  /// Idempotent, like the real one: what is there already is acknowledged but not acted upon.
  void commit(const Sent& sent) {
    auto& newest = committed_->revisions[sent.visit_id];
    if (sent.revision <= newest) return;
    newest = sent.revision;
    committed_->bodies[sent.visit_id] = sent.body;
    ++committed_->acted;
  }

  void acknowledge(const Sent& sent) {
    const std::array<std::string, 4> frames{sent.peer, "A1", sent.visit_id,
                                            std::to_string(sent.revision)};
    send(frames);
  }

  template <class Frames>
  void send(const Frames& frames) {
    std::vector<zmq::const_buffer> parts;
    for (const auto& frame : frames) parts.push_back(zmq::buffer(frame));
    zmq::send_multipart(socket_, parts);
  }

 private:
  Committed* committed_;
  zmq::context_t context_;
  zmq::socket_t socket_{context_, zmq::socket_type::router};
};

}  // namespace otkel::anpr::test
