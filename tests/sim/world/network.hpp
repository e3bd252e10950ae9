#pragma once
// The lines between the hub and its checkpoints, in memory: every frame takes a while, frames of
// one line keep their order, and a line that is cut loses what is on it, without a word to either
// end. One thread.
#include <chrono>
#include <deque>
#include <map>
#include <optional>
#include <string>

#include "core/value/random.hpp"
#include "core/value/site.hpp"
#include "sync/link/transport.hpp"

namespace otkel::sim {

using std::chrono::milliseconds;

class Network {
 public:
  /// `random` draws the delays and must outlive it.
  explicit Network(core::Random& random) : random_(random), hub_(*this) {}
  Network(const Network&) = delete;
  Network& operator=(const Network&) = delete;

  sync::Transport& hub() { return hub_; }
  /// The checkpoint's end of its line; made when first asked for.
  sync::Transport& edge(core::Site site);
  /// The end of one more machine with the same key: the hub's frames go to whichever spoke last.
  sync::Transport& spare(core::Site site);

  void cut(core::Site site);
  void reconnect(core::Site site);

  /// Hands over what has arrived by now and wakes those it is for. Call before every step.
  void advance(milliseconds now);
  /// When the next frame arrives; nothing while none is on its way.
  std::optional<milliseconds> next_arrival() const;

 private:
  using What = sync::Incoming::What;
  class End;
  struct Flying {
    milliseconds arrives{};
    std::string bytes;
    What what = What::frame;
    End* to = nullptr;
  };
  /// One direction of one line.
  using Lane = std::deque<Flying>;

  class End final : public sync::Transport {
   public:
    explicit End(Network& network) : network_(network) {}
    core::Result<void> send(const std::string& peer, std::string bytes) override;
    std::optional<sync::Incoming> poll() override;
    void set_wakeup(std::function<void()> wakeup) override { wakeup_ = std::move(wakeup); }
    void disconnect(const std::string& peer) override;

    void wake() const {
      if (wakeup_) wakeup_();
    }

   private:
    friend class Network;
    Network& network_;
    std::optional<std::string> site_;  ///< of a checkpoint; the hub's end has none
    std::deque<sync::Incoming> arrived_;
    std::function<void()> wakeup_;
  };

  struct SiteConnection {
    std::deque<End> machines;
    Lane to_edge, to_hub;
    bool up = true;
    End* route = nullptr;  ///< the machine that spoke last, as the hub was told, or will be
  };

  SiteConnection& line(core::Site site);
  End& machine(core::Site site, std::size_t number);
  void put(Lane& lane, std::string bytes, End& to, What what = What::frame);

  core::Random& random_;
  milliseconds now_{};
  End hub_;
  std::map<std::string, SiteConnection> lines_;  ///< by the site's word
};

}  // namespace otkel::sim
