#pragma once
// otkeld's end of the visits, as small as it can be: a ROUTER that notes, and answers when told to.
#include <zmq.h>

#include <array>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace otkel::anpr::test {

/// What outlives the daemon's process: the visits that it has committed.
struct Committed {
  std::map<std::string, std::int64_t> revisions;  ///< visit -> newest
  std::map<std::string, std::string> bodies;
  int acted = 0;  ///< how often something new was acted upon
};

class FakeDaemon {
 public:
  FakeDaemon(const std::string& endpoint, Committed& committed)
      : committed_(&committed),
        context_(zmq_ctx_new()),
        socket_(zmq_socket(context_.get(), ZMQ_ROUTER)) {
    const int zero = 0;
    zmq_setsockopt(socket_.get(), ZMQ_LINGER, &zero, sizeof zero);
    if (zmq_bind(socket_.get(), endpoint.c_str()) != 0)
      throw std::runtime_error(endpoint + ": " + zmq_strerror(zmq_errno()));
  }

  struct Sent {
    std::string peer, visit_id, body;
    std::int64_t revision = 0;
  };

  std::vector<std::string> statuses;  ///< what the bridge said of itself

  /// The next visit, if one comes within `wait` ms. Frames that are neither V1 nor S1 throw.
  std::vector<Sent> receive(int wait) {
    zmq_pollitem_t item{socket_.get(), 0, ZMQ_POLLIN, 0};
    if (zmq_poll(&item, 1, wait) <= 0) return {};
    std::vector<std::string> frames;
    int more = 1;
    while (more != 0) {
      std::array<char, 1 << 17> bytes;
      const int size = zmq_recv(socket_.get(), bytes.data(), bytes.size(), 0);
      if (size < 0) throw std::runtime_error("recv");
      frames.emplace_back(bytes.data(), static_cast<std::size_t>(size));
      std::size_t length = sizeof more;
      zmq_getsockopt(socket_.get(), ZMQ_RCVMORE, &more, &length);
    }
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
    for (std::size_t i = 0; i < frames.size(); ++i)
      zmq_send(socket_.get(), frames[i].data(), frames[i].size(),
               i + 1 < frames.size() ? ZMQ_SNDMORE : 0);
  }

 private:
  struct CloseContext {
    void operator()(void* c) const { zmq_ctx_term(c); }
  };
  struct CloseSocket {
    void operator()(void* s) const { zmq_close(s); }
  };
  Committed* committed_;
  std::unique_ptr<void, CloseContext> context_;
  std::unique_ptr<void, CloseSocket> socket_;
};

}  // namespace otkel::anpr::test
