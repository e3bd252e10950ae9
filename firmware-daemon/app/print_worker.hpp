#pragma once
// Carries queued prints to the printer, keeps the stage of the one in flight, and writes down
// how they ended. Nothing is handed over to a printer that says it is not ready.
#include "firmware-daemon/app/work_loop.hpp"
#include "printer/job/print_queue.hpp"

namespace otkel::app {

/// How long a job waits for the printer before it is held until somebody asks for it: the person
/// who wanted it has gone, or has it from another place.
struct PrintTimeouts {
  milliseconds ticket{std::chrono::minutes{2}};
  milliseconds other{std::chrono::minutes{10}};
};

/// `printer` must outlive the loop; whatever wakes it should call WorkLoop::wake.
Worker print_worker(printer::PrintQueue& printer, std::string device_name,
                    PrintTimeouts patience = {});

}  // namespace otkel::app
