#pragma once
// How a coroutine of the server waits for what another thread answers. Internal to web/.
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <optional>

#include "base/web/shared.hpp"

namespace otkel::web {

/// Where a handler's answer arrives; the coroutine sleeps on the timer until then.
template <class T>
struct Answer {
  explicit Answer(boost::asio::io_context& io)
      : arrived(io, boost::asio::steady_timer::time_point::max()) {}
  boost::asio::steady_timer arrived;
  std::optional<T> value;
};

template <class T>
std::function<void(T)> reply_to(const std::shared_ptr<Answer<T>>& answer, Shared& shared,
                                T fallback) {
  std::function<void(T)> deliver = [weak = std::weak_ptr(answer)](T value) {
    const auto waiting = weak.lock();
    if (!waiting) return;
    waiting->value = std::move(value);
    waiting->arrived.cancel();
  };
  return once<T>(shared.mailbox, std::move(deliver), std::move(fallback));
}

template <class T>
boost::asio::awaitable<T> arrival(std::shared_ptr<Answer<T>> answer) {
  while (!answer->value)
    co_await answer->arrived.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
  co_return std::move(*answer->value);
}

}  // namespace otkel::web
