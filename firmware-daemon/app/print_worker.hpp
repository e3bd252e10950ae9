#pragma once
// Carries queued prints to the print thread and writes down how they ended.
#include "firmware-daemon/app/work_loop.hpp"
#include "printer/print_thread.hpp"

namespace otkel::app {

/// `thread` must outlive the loop; its wake callback should call WorkLoop::wake.
Worker print_worker(printer::PrintThread& thread, std::string device_name);

}  // namespace otkel::app
