#pragma once
// Drives the link to the hub: the edge log goes out, the hub's facts come in.
#include "firmware-daemon/app/work_loop.hpp"
#include "sync/link/link.hpp"
#include "sync/link/transport.hpp"

namespace otkel::app {

/// `transport` must outlive the loop; its wake-up should call WorkLoop::wake. `seed`: random.
Worker link_worker(sync::Transport& transport, core::Site site, std::uint64_t seed);

}  // namespace otkel::app
