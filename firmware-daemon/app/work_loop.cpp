// Commands and workers of the checkpoint as tasks of the common loop.
#include "firmware-daemon/app/work_loop.hpp"

#include <memory>
#include <utility>

namespace otkel::app {

WorkLoop::WorkLoop(Parts parts)
    : parts_(parts),
      loop_({.session = parts.stores.db,
             .written = [&log = parts.stores.log] { return log.head().seq; },
             .went =
                 [this](const std::string& who, const std::optional<core::Error>& trouble) {
                   around_.storage.note(who, trouble);
                 },
             .driven_clock = parts.driven_clock}) {}

Context WorkLoop::context(const core::Actor& actor, Instant now) {
  return {parts_.stores, parts_.checkpoint, around_, parts_.random, now, actor};
}

void WorkLoop::add(Worker worker) {
  loop_.add({.name = std::move(worker.name),
             .step =
                 [this, step = std::move(worker.step)](const core::Moment& at) {
                   Context c = context(core::Actor::system(), at.wall);
                   return step(c, at.boot);
                 },
             .on_news = worker.on_news});
}

bool WorkLoop::submit(Command command) {
  auto answer = std::make_shared<Answer>();
  return loop_.submit({[this, answer, actor = std::move(command.actor),
                        work = std::move(command.work)](Instant now) -> Result<void> {
                         Context c = context(actor, now);
                         auto result = work(c);
                         if (!result) return std::unexpected(std::move(result.error()));
                         *answer = *std::move(result);
                         return {};
                       },
                       [answer, done = std::move(command.done)](const Result<void>& committed) {
                         if (committed)
                           done(std::move(*answer));
                         else
                           done(std::unexpected(committed.error()));
                       }});
}

}  // namespace otkel::app
