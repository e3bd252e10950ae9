// Connection slots, posting, descriptors.
#include "base/web/shared.hpp"

#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

namespace otkel::web {

void Mailbox::post(std::function<void()> task) {
  const std::lock_guard lock(mutex_);
  if (io_ != nullptr) boost::asio::post(*io_, std::move(task));
}

void Mailbox::close() {
  const std::lock_guard lock(mutex_);
  io_ = nullptr;
}

ConnectionSlot::ConnectionSlot(Shared& shared, std::shared_ptr<Plan> plan, std::string remote)
    : shared_(shared), plan_(std::move(plan)), remote_(std::move(remote)), id_(++shared.next_id) {
  plan_->limiter.enter(id_, remote_);
  ++shared_.connections;
}

ConnectionSlot::~ConnectionSlot() {
  shared_.on_stop.erase(id_);
  shared_.on_evict.erase(id_);
  plan_->limiter.leave(id_);
  if (--shared_.connections == 0 && shared_.on_last_closed) shared_.on_last_closed();
}

bool BodyReservation::hold(std::size_t bytes) {
  if (plan_.bodies - held_ + bytes > plan_.vhost.limits.bodies_bytes) return false;
  plan_.bodies += bytes - held_;
  held_ = bytes;
  return true;
}

AcceptedSocket::~AcceptedSocket() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace otkel::web
