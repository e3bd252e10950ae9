#pragma once
// The one port of the hub: the API's endpoints on the work thread, files on the net thread.
#include "base/web/server.hpp"
#include "ledger/work_loop.hpp"
#include "sync/hub/http/api.hpp"

namespace otkel::hub {

/// `api` and `work` must outlive the server's run().
web::VirtualHost make_vhost(const config::HubSettings& settings, Api& api, ledger::WorkLoop& work);

}  // namespace otkel::hub
