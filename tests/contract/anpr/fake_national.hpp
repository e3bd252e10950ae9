#pragma once
// The national queue of tests/sim/national.py in a process of its own.
#include <chrono>
#include <future>
#include <string>
#include <vector>

#include "base/codec/json.hpp"
#include "tests/support/child_process.hpp"

namespace otkel::anpr::test {

/// What it has taken.
struct TakenEvent {
  std::string key, plate, time, direction;
  std::int64_t picture = 0;  ///< bytes
  std::string listed;
  static constexpr auto fields() {
    using T = TakenEvent;
    using core::field;
    return std::tuple{field("key", &T::key),         field("plate", &T::plate),
                      field("time", &T::time),       field("direction", &T::direction),
                      field("picture", &T::picture), field("listed", &T::listed)};
  }
};
struct TakenAll {
  std::vector<TakenEvent> events;
  std::int64_t repeated = 0, authorised = 0;
  std::vector<std::string> asked;  ///< "POST /path"
  static constexpr auto fields() {
    using T = TakenAll;
    using core::field;
    return std::tuple{field("events", &T::events), field("repeated", &T::repeated),
                      field("authorised", &T::authorised), field("asked", &T::asked)};
  }
};

/// Looks again and again, for at most half a minute.
template <class Condition>
bool soon(Condition condition) {
  const auto last = std::chrono::steady_clock::now() + std::chrono::seconds{30};
  while (std::chrono::steady_clock::now() < last) {
    if (condition()) return true;
    std::promise<void> nobody;
    nobody.get_future().wait_for(std::chrono::milliseconds{20});
  }
  return false;
}

class FakeNational {
 public:
  explicit FakeNational(const std::vector<std::string>& more = {}) : process_(words(more)) {
    const auto first = codec::parse(process_.hear().value_or("")).value();
    port_ = std::to_string(first.at("port").as_int64());
  }
  const std::string& port() const { return port_; }
  std::string url() const { return "http://127.0.0.1:" + port_; }

  TakenAll behave(const std::string& how) {
    return obey(R"({"do":"behave","how":")" + how + "\"}");
  }
  /// A command without values: "down", "up", "expire", or "look", which changes nothing.
  TakenAll command(const std::string& what) { return obey(R"({"do":")" + what + "\"}"); }
  TakenAll obey(const std::string& command) {
    return codec::decode<TakenAll>(process_.ask(command)).value();
  }
  bool takes(std::size_t events) {
    return soon([&] { return command("look").events.size() >= events; });
  }

 private:
  static std::vector<std::string> words(const std::vector<std::string>& more) {
    std::vector<std::string> all{OTKEL_PYTHON, OTKEL_NATIONAL};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  support::ChildProcess process_;
  std::string port_;
};

}  // namespace otkel::anpr::test
