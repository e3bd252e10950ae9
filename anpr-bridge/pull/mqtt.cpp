// A thread that turns libmosquitto; what it hears is posted to the server's thread.
#include "anpr-bridge/pull/mqtt.hpp"

#include <mosquitto.h>

#include <atomic>
#include <cerrno>
#include <future>
#include <semaphore>
#include <system_error>
#include <thread>

#include "anpr-bridge/decode/json_at.hpp"
#include "anpr-bridge/pull/camera_url.hpp"
#include "core/value/backoff.hpp"
#include "core/value/text.hpp"

namespace otkel::anpr {
namespace {

using core::CameraHealth;
using core::Code;
using core::Result;

constexpr int kKeepAliveSeconds = 15;
constexpr int kLoopMs = 200;  // how soon the thread sees that it shall end
constexpr std::chrono::seconds kAfterRefusal{60}, kBeat{30};
constexpr std::size_t kMostBytes = 1u << 20, kKeptOfTooLarge = 64u << 10;

struct EndMosquitto {
  void operator()(mosquitto* m) const { mosquitto_destroy(m); }
};

/// The library counts its users itself.
struct Library {
  Library() { mosquitto_lib_init(); }
  ~Library() { mosquitto_lib_cleanup(); }
};

}  // namespace

About about(std::string_view text, std::string_view source) {
  if (text.empty()) return About::another;
  const auto value = parse_camera_json(text);
  const auto* object = value ? value->if_object() : nullptr;
  if (object == nullptr) return About::nobody_knows;
  const auto* after = object->if_contains("after");
  const auto* inside = after != nullptr ? after->if_object() : object;
  const auto* camera = inside != nullptr ? inside->if_contains("camera") : nullptr;
  const bool ours = camera != nullptr && camera->is_string() && camera->as_string() == source;
  return ours ? About::this_camera : About::another;
}

struct MqttSubscription::State {
  Library library;
  PullContext context;
  CameraState& camera;
  std::string topic, source;
  std::unique_ptr<mosquitto, EndMosquitto> client;
  std::string host;
  int port = 0;
  std::atomic<bool> ending = false, was_connected = false;
  std::binary_semaphore end{0};
  bool refused = false;  ///< by the broker; own thread only
  std::thread thread;

  State(const PullContext& c, CameraState& k) : context(c), camera(k) {}

  static State& of(void* self) { return *static_cast<State*>(self); }

  void report(CameraHealth health, std::string trouble) {
    context.server.post([this, health, trouble = std::move(trouble)] {
      if (health == CameraHealth::connected) camera.heard(context.clock.now());
      note(context, camera, health, trouble);
    });
  }

  void connected(int code) {
    if (code == 0) {
      for (const char* leaf : {"/events", "/tracked_object_update"})
        mosquitto_subscribe(client.get(), nullptr, (topic + leaf).c_str(), 1);
      was_connected = true;
      return report(CameraHealth::connected, "");
    }
    refused = true;
    const bool log_in = code == 4 || code == 5;  // bad name or password, not authorised
    report(log_in ? CameraHealth::password_refused : CameraHealth::garbled,
           std::string("the broker refuses: ") + mosquitto_connack_string(code));
  }

  /// On libmosquitto's thread; holds it until the reception has the message, so that the broker
  /// keeps what we cannot store.
  void take(std::string_view payload) {
    // Of what is too large or no JSON of Frigate's the beginning is kept for diagnosis.
    const bool too_large = payload.size() > kMostBytes;
    if (!too_large && about(payload, source) == About::another) return;
    if (too_large) payload = payload.substr(0, kKeptOfTooLarge);
    for (bool again = true; again && !ending;) {
      auto kept = std::make_shared<std::promise<bool>>();
      auto future = kept->get_future();
      context.server.post([this, kept, body = std::string(payload)] {
        context.reception.submit(
            {&camera, "application/json", body, false, [kept](const Result<Outcome>& outcome) {
               kept->set_value(outcome || outcome.error().code == Code::payload_malformed);
             }});
      });
      kept.reset();
      using std::future_status;
      while (future.wait_for(std::chrono::milliseconds{200}) != future_status::ready)
        if (ending) return;
      try {
        again = !future.get();
      } catch (const std::future_error& broken) {
        (void)broken;
        return;  // the server ended without it
      }
      if (again) wait(std::chrono::milliseconds{500});
    }
  }

  /// Sooner where it shall end.
  void wait(std::chrono::milliseconds time) {
    if (end.try_acquire_for(time)) end.release();
  }

  /// One connection, from the first try to its end.
  std::string connection() {
    refused = false;
    int code = mosquitto_connect_async(client.get(), host.c_str(), port, kKeepAliveSeconds);
    auto reported = context.clock.boot();
    while (code == MOSQ_ERR_SUCCESS && !ending) {
      code = mosquitto_loop(client.get(), kLoopMs, 1);
      // The keep-alive of the connection is the camera's heartbeat.
      if (was_connected && context.clock.boot() - reported > kBeat) {
        reported = context.clock.boot();
        report(CameraHealth::connected, "");
      }
    }
    return code == MOSQ_ERR_ERRNO ? std::generic_category().message(errno)
                                  : mosquitto_strerror(code);
  }

  void run() {
    core::Backoff backoff(context.random);
    while (!ending) {
      const std::string why = connection();
      if (ending) return;
      if (refused) {
        wait(kAfterRefusal);
        continue;
      }
      report(CameraHealth::unreachable, "the broker at " + camera.settings.url + ": " + why);
      if (was_connected.exchange(false)) backoff.reset();
      wait(backoff.next());
    }
  }
};

MqttSubscription::MqttSubscription(std::unique_ptr<State> state) : state_(std::move(state)) {}

MqttSubscription::~MqttSubscription() {
  state_->ending = true;
  state_->end.release();
  state_->thread.join();
}

Result<std::unique_ptr<MqttSubscription>> MqttSubscription::open(const PullContext& context,
                                                                 CameraState& camera) {
  const CameraSettings& s = camera.settings;
  const auto url = parse_camera_url(s.url, "mqtt", "1883");
  if (!url) return std::unexpected(url.error());
  auto state = std::make_unique<State>(context, camera);
  state->topic = s.topic.empty() ? "frigate" : s.topic;
  state->source = s.source.empty() ? s.name : s.source;
  const std::string id = "otkel-anpr-" + s.name;
  state->client.reset(mosquitto_new(id.c_str(), true, state.get()));
  mosquitto* client = state->client.get();
  if (client == nullptr) return core::fail(Code::internal, "libmosquitto does not start");
  mosquitto_int_option(client, MOSQ_OPT_PROTOCOL_VERSION, MQTT_PROTOCOL_V311);
  if (!s.user.empty()) mosquitto_username_pw_set(client, s.user.c_str(), s.password.c_str());
  mosquitto_connect_callback_set(
      client, [](mosquitto*, void* self, int code) { State::of(self).connected(code); });
  mosquitto_message_callback_set(
      client, [](mosquitto*, void* self, const mosquitto_message* message) {
        State::of(self).take({static_cast<const char*>(message->payload),
                              static_cast<std::size_t>(message->payloadlen)});
      });
  state->host = url->host;
  state->port = *core::number_in<int>(url->port);
  state->thread = std::thread([raw = state.get()] { raw->run(); });
  return std::unique_ptr<MqttSubscription>(new MqttSubscription(std::move(state)));
}

}  // namespace otkel::anpr
