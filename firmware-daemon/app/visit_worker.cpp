// Visits come in, each batch in one commit.
#include "firmware-daemon/app/visit_worker.hpp"

#include "codec/json.hpp"
#include "firmware-daemon/app/read_plate.hpp"

namespace otkel::app {
namespace {

Result<void> take_message(Context& c, const sync::BridgePort::Message& message) {
  const auto visit = codec::decode<core::Visit>(message.body);
  if (!visit || visit->visit_id != message.visit_id) {
    open_incident(c, "bridge_message_malformed", message.visit_id,
                  visit ? "the id in the envelope is another" : visit.error().detail);
    return {};
  }
  Context camera = c;
  if (auto taken = take_visit(camera, *visit); !taken) return taken;
  c.around.last_visit = visit->visit_id;
  ++c.around.visits_taken;
  return {};
}

}  // namespace

Worker visit_worker(sync::BridgePort& port) {
  return {"visits", [&port](Context& c, milliseconds boot) {
            constexpr std::size_t kBatch = 64;
            const auto messages = port.take(kBatch);
            if (messages.empty()) return boot + milliseconds{1000};
            const auto taken = c.stores.db.transact([&]() -> Result<void> {
              for (const auto& message : messages)
                if (auto one = take_message(c, message); !one) return one;
              return {};
            });
            // Without a commit there is no acknowledgement, and the bridge sends it again.
            if (taken)
              for (const auto& message : messages) port.acknowledge(message);
            return messages.size() == kBatch ? boot : boot + milliseconds{1000};
          }};
}

}  // namespace otkel::app
