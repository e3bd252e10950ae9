#pragma once
// Drives the link to the hub: the edge log goes out, the hub's facts come in.
#include "firmware-daemon/app/work_loop.hpp"
#include "sync/link/link.hpp"
#include "sync/link/transport.hpp"

namespace otkel::app {

/// `transport` and `random` must outlive the loop; the wake-up should call WorkLoop::wake.
Worker link_worker(sync::Transport& transport, core::Site site, core::Random& random);

}  // namespace otkel::app
