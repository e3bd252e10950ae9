#pragma once
// A whole hub on free ports, with a client for its API and a minimal checkpoint for its link.
#include <gtest/gtest.h>
#include <unistd.h>

#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <thread>

#include "base/codec/chain.hpp"
#include "base/codec/event.hpp"
#include "base/codec/json.hpp"
#include "base/web/client.hpp"
#include "config/system_clock.hpp"
#include "config/system_random.hpp"
#include "core/value/bin_iin.hpp"
#include "sync/hub/maintenance.hpp"
#include "sync/hub/service.hpp"
#include "sync/link/keys.hpp"
#include "sync/link/link.hpp"
#include "sync/link/transport_zmq.hpp"
#include "tests/support/contract.hpp"
#include "tests/support/sites.hpp"
#include "tests/support/temporary_folder.hpp"

namespace otkel::hub::test {

/// docs/openapi/hub as JSON; made at build time.
const std::string& contract_json();

inline const otkel::test::Contract& contract() {
  static const otkel::test::Contract document(contract_json());
  return document;
}

inline core::Instant time_of(const char* iso) { return core::parse_iso(iso).value(); }
inline core::LocalDate date_of(const char* text) { return core::parse_date(text).value(); }

/// The wall stands still on a day of the pilot; the boot clock is real.
struct PilotClock final : core::Clock {
  core::Instant now() const override { return time_of("2025-05-20T04:00:00Z"); }
  std::chrono::milliseconds boot() const override { return config::boot_clock(); }
};

inline void write_file(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path) << text;
  std::filesystem::permissions(path, std::filesystem::perms::owner_read);
}

struct RunningHub {
  const support::TemporaryFolder temporary;
  const std::filesystem::path folder = temporary.path();
  PilotClock clock;
  config::SystemRandom random;
  config::HubSettings settings = make_settings();
  std::unique_ptr<Service> service;
  std::thread thread;
  int keys = 0;
  otkel::test::ContractWatch watch{contract()};

  RunningHub() { start(); }
  ~RunningHub() { stop(); }
  RunningHub(const RunningHub&) = delete;
  RunningHub& operator=(const RunningHub&) = delete;

  void start() {
    ASSERT_TRUE(enrol_checkpoints(settings, random, clock.now()));
    auto opened = Service::open(settings, clock, random);
    ASSERT_TRUE(opened) << opened.error().detail;
    service = std::make_unique<Service>(*std::move(opened));
    settings.link.bind = service->link_endpoint();  // found again after a restart
    thread = std::thread([this] { service->run(); });
  }
  void stop() {
    if (!service) return;
    service->stop();
    thread.join();
    service.reset();
  }

  config::HubSettings make_settings() const {
    config::HubSettings s;
    s.common.profile = config::Profile::demonstration;
    auto& pack = s.common.rules.pack;
    pack.version = "test-1";
    pack.permit_sites = support::permit_sites();
    pack.valid_from = date_of("2023-01-01");
    pack.valid_until = date_of("2025-06-01");
    pack.mci = {{date_of("2024-01-01"), {3932}}};
    s.storage.database = folder / "hub.db";
    s.http = {"127.0.0.1", 0};
    s.api_token_file = folder / "token";
    s.link.bind = "tcp://127.0.0.1:*";
    s.link.secret_key_file = folder / "hub.key";
    s.link.authorised_dir = folder / "authorised";
    core::SiteSettings at;
    at.site = core::Site{"nur-zholy"};
    at.prefix = core::NumberPrefix{"NZ"};
    at.names.kk = "Нұр Жолы";
    at.capacity = {{date_of("2023-01-01"), 960, 50}};
    at.timetable.steps = {{date_of("2023-01-01"),
                           {{core::minutes{0}, core::minutes{24 * 60}}},
                           {{core::minutes{0}, core::minutes{24 * 60}}}}};
    s.checkpoints = {at};
    write_file(s.api_token_file, "test-token-1\n");
    EXPECT_TRUE(sync::store_keys(sync::generate_keys(), s.link.secret_key_file));
    std::filesystem::create_directory(s.link.authorised_dir);
    return s;
  }

  /// Every answer is held against the contract.
  web::Response call(web::Call request) {
    request.port = service->http_port();
    const auto answer = web::fetch(request);
    EXPECT_TRUE(answer) << answer.error().detail;
    const auto response = answer.value_or(web::Response{.status = 0});
    if (answer)
      watch.hold(request.method, request.target, response.status, response.content_type,
                 response.body);
    return response;
  }
  web::Response get(const std::string& target) {
    return call({.target = target, .headers = {{"Authorization", "Bearer test-token-1"}}});
  }
  web::Response post(const std::string& target, const std::string& body, std::string key = {}) {
    if (key.empty()) key = "request-" + std::to_string(++keys);
    return call({.method = "POST",
                 .target = target,
                 .headers = {{"Authorization", "Bearer test-token-1"},
                             {"Idempotency-Key", key},
                             {"Content-Type", "application/json"}},
                 .body = body});
  }
  codec::json::value json(const web::Response& response) {
    auto value = codec::parse(response.body);
    EXPECT_TRUE(value) << response.status << " " << response.body;
    return value.value_or(codec::json::object{});
  }

  static std::string bin() { return core::BinIin::with_check_digit("18014000001").value().str(); }

  /// One truck from carrier to formed supplement, over HTTP. Returns the application's number.
  std::string formed_application(const std::string& plate = "123ABC02") {
    const auto ok = [&](const web::Response& r) {
      EXPECT_LT(r.status, 300) << r.body;
      return json(r);
    };
    ok(post("/api/v1/carriers", R"({"bin":")" + bin() +
                                    R"(","name":"ЖШС Жол","address":"Алматы",)"
                                    R"("certificate_no":"AC","certificate_until":"2026-01-01"})"));
    ok(post("/api/v1/permit-cards",
            R"({"card_no":"PC-)" + plate + R"(","bin":")" + bin() + R"(","plate":")" + plate +
                R"(","make":"KAMAZ","model":"5490","vin":"V","capacity_kg":20000,"seats":2,)"
                R"("valid_until":"2026-01-01","tachograph_until":"2026-01-01",)"
                R"("inspection_until":"2026-01-01","title_document":"SR"})"));
    const auto booking = ok(post(
        "/api/v1/bookings", R"({"site":"nur-zholy","plate":")" + plate + R"(","bin":")" + bin() +
                                R"(","driver_name":"Сериков С.",)"
                                R"("slot_start":"2025-05-20T05:00:00Z"})"));
    const std::string booking_no(booking.at("booking_no").as_string());
    const auto application = ok(post(
        "/api/v1/applications",
        R"({"site":"nur-zholy","provider":"МКД","applicant_name":"Жол","permit_year":2025,)"
        R"("booking_no":")" +
            booking_no + R"(","planned_crossing":"2025-05-20","owner":{"bin":")" + bin() +
            R"(","name":"Жол","address":"Алматы","contacts":"+7"},"drivers":[{"iin":")" + bin() +
            R"(","name":"Сериков","address":"Алматы","contacts":"+7"}],"vehicle":{"plate":")" +
            plate +
            R"(","model":"KAMAZ 5490","capacity_kg":20000,"seats":2},"destination_country":"CN",)"
            R"("transit_countries":[],"cargo":{"name":"Күнжара","weight_kg":18000,)"
            R"("loading_place":"Алматы","unloading_place":"Үрімші"},"consent":true,)"
            R"("signature":{"subject":"S","certificate_serial":"1",)"
            R"("signed_at":"2025-05-20T03:00:00Z"}})"));
    const std::string no(application.at("application_no").as_string());
    ok(post("/api/v1/applications/" + no + "/decision",
            R"({"decision":"pay_notice","signed_by":"aigul"})"));
    const auto paid = ok(post("/api/v1/applications/" + no + "/payments",
                              R"({"amount":3932,"reference":"PAY-)" + no + R"("})"));
    EXPECT_EQ(paid.at("state").as_string(), "supplement_formed");
    return no;
  }
};

/// The least that a checkpoint must be: a log, a link, a transport.
struct TestEdge {
  core::Site site = core::Site{"nur-zholy"};
  std::string epoch = "0123456789abcdef0123456789abcdef";
  std::string head{sync::kNoHash};
  std::vector<core::EventRecord> own, received;
  std::int64_t acked = 0;
  std::unique_ptr<sync::EdgeTransport> transport;
  config::SystemRandom random;
  sync::Link link;
  std::mutex mutex;
  std::condition_variable woken;
  bool wake = false;

  /// `keys`: of this checkpoint; whether the hub knows them is the caller's business.
  TestEdge(const RunningHub& hub, sync::CurveKeyPair keys)
      : link({.own_side = core::LogSide::edge, .site = core::Site{"nur-zholy"}}, random) {
    const auto hub_key = sync::load_keys(hub.settings.link.secret_key_file).value().public_key;
    auto opened =
        sync::EdgeTransport::open({hub.service->link_endpoint(), hub_key, std::move(keys)});
    EXPECT_TRUE(opened) << opened.error().detail;
    transport = *std::move(opened);
    transport->set_wakeup([this] {
      const std::lock_guard lock(mutex);
      wake = true;
      woken.notify_one();
    });
    add(core::EpochBegan{"created", "demonstration"});
  }

  void add(const core::Event& fact) {
    core::EventRecord r;
    r.side = core::LogSide::edge;
    r.site = site;
    r.epoch = epoch;
    r.seq = static_cast<std::int64_t>(own.size()) + 1;
    r.at = time_of("2025-05-20T05:00:00Z") + std::chrono::seconds{r.seq};
    r.actor = core::Actor::system();
    r.rule_pack = "test-1";
    r.type = core::event_type(fact);
    r.body = codec::event_body(fact);
    r.prev_hash = head;
    r.event_id = codec::event_id_of(r);
    r.hash = head = codec::chain_hash(r);
    own.push_back(r);
  }

  /// Pumps the link until `done` or, after `limit`, gives up.
  template <class Done>
  bool run_until(Done&& done, std::chrono::seconds limit = std::chrono::seconds{20}) {
    const auto end = config::boot_clock() + limit;
    while (config::boot_clock() < end) {
      turn();
      if (done()) return true;
      std::unique_lock lock(mutex);
      woken.wait_for(lock, std::chrono::milliseconds{20}, [&] { return wake; });
      wake = false;
    }
    return false;
  }
  bool deliver_all() {
    return run_until([&] { return acked == static_cast<std::int64_t>(own.size()); });
  }

 private:
  void turn() {
    settle();
    while (auto frame = transport->poll()) {
      link.on_frame(frame->bytes, config::boot_clock());
      settle();
    }
  }
  void settle() {
    for (;;) {
      sync::LocalState local;
      local.wall = time_of("2025-05-20T04:00:00Z");
      local.own_log = {{epoch, static_cast<std::int64_t>(own.size()), head}};
      for (const auto& event : received)
        sync::put(local.received, {event.epoch, event.seq, event.hash});
      link.step(config::boot_clock(), local);
      const auto outputs = link.take_outputs();
      if (outputs.empty()) return;
      for (const auto& output : outputs) carry_out(output);
    }
  }
  void carry_out(const sync::Output& output) {
    const auto boot = config::boot_clock();
    if (const auto* send = std::get_if<sync::SendFrame>(&output)) {
      if (!transport->send(sync::kHubPeer, send->bytes)) return;  // the link sends again
    } else if (const auto* need = std::get_if<sync::NeedEvents>(&output)) {
      link.on_events({own.begin() + (need->from_seq - 1), own.end()}, boot);
    } else if (const auto* batch = std::get_if<sync::StoreBatch>(&output)) {
      received.insert(received.end(), batch->events.begin(), batch->events.end());
      const auto& last = received.back();
      link.on_stored({last.epoch, last.seq, last.hash}, boot);
    } else if (const auto* ack = std::get_if<sync::PeerAcked>(&output)) {
      acked = ack->upto.seq;
    } else if (std::holds_alternative<sync::DropConnection>(output)) {
      transport->disconnect(sync::kHubPeer);
    }
  }
};

/// Keys that the hub lets in.
inline sync::CurveKeyPair authorised_keys(const RunningHub& hub) {
  const auto keys = sync::generate_keys();
  write_file(hub.settings.link.authorised_dir + "/nur-zholy.pub", keys.public_key + "\n");
  return keys;
}

}  // namespace otkel::hub::test
