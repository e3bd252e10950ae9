// Places, posting, descriptors.
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

Seat::Seat(Shared& shared, std::shared_ptr<Plan> plan, std::string remote)
    : shared_(shared), plan_(std::move(plan)), remote_(std::move(remote)), id_(++shared.next_id) {
  ++plan_->connections;
  ++plan_->connections_of[remote_];
  ++shared_.connections;
}

Seat::~Seat() {
  shared_.on_stop.erase(id_);
  --plan_->connections;
  const auto of = plan_->connections_of.find(remote_);
  if (--of->second == 0) plan_->connections_of.erase(of);
  if (--shared_.connections == 0 && shared_.on_last_closed) shared_.on_last_closed();
}

Wire::~Wire() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace otkel::web
