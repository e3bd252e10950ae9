// Each part of a draw's file held against the others.
#include "base/codec/draw_check.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "base/codec/hash.hpp"

namespace otkel::codec {
namespace {

constexpr std::size_t kHashDigits = 64;
constexpr std::int64_t kMostTickets = 1 << 20;

class DrawChecker {
 public:
  DrawChecker(const DrawFile& file, const EarlierDraws& earlier) : f_(file), earlier_(earlier) {}

  std::vector<DrawFinding> run() {
    form();
    if (!found_.empty()) return std::move(found_);  // nothing below could be computed
    requests();
    for (const auto& request : f_.requests) tickets(request);
    roots();
    witnesses();
    seeds();
    result();
    return std::move(found_);
  }

 private:
  void add(DrawFault fault, std::string detail) { found_.push_back({fault, std::move(detail)}); }

  void form() {
    const auto wrong = [&](std::string detail) { add(DrawFault::form_wrong, std::move(detail)); };
    if (f_.algorithm != kDrawAlgorithm)
      wrong("algorithm \"" + f_.algorithm + "\" is not known, only " + std::string(kDrawAlgorithm));
    if (!is_draw_id(f_.draw))
      wrong("draw \"" + f_.draw + "\" is no id of capitals, digits and hyphens");
    if (f_.closes <= f_.opens) wrong("closes " + core::to_iso(f_.closes) + " is not after opens");
    if (f_.rules.ticket_cap < 1 || f_.rules.ticket_cap > kMostTickets)
      wrong("rules.ticket_cap " + std::to_string(f_.rules.ticket_cap) + " is not between 1 and " +
            std::to_string(kMostTickets));
    for (std::size_t i = 0; i < f_.places.size(); ++i) {
      if (f_.places[i].places < 0) wrong("places of " + f_.places[i].interval.str() + " below 0");
      if (i > 0 && f_.places[i].interval <= f_.places[i - 1].interval)
        wrong("places of " + f_.places[i].interval.str() + " are not in ascending order");
    }
    if (!each_once(f_.commits, &DrawCommit::role)) wrong("a role has two commitments");
    if (!each_once(f_.seeds, &RevealedSeed::role)) wrong("a role has two seeds");
    for (const auto& request : f_.requests) {
      if (!is_hex(request.vehicle, kHashDigits))
        wrong("vehicle \"" + request.vehicle + "\" is no id of 64 hex digits");
      if (request.tickets < 1 || request.tickets > kMostTickets)
        wrong(request.vehicle + " has " + std::to_string(request.tickets) + " tickets");
    }
  }

  template <class List, class Member>
  static bool each_once(const List& list, Member member) {
    std::set<std::string_view> seen;
    return std::ranges::all_of(list,
                               [&](const auto& one) { return seen.insert(one.*member).second; });
  }

  void requests() {
    for (std::size_t i = 0; i < f_.requests.size(); ++i) {
      const auto& one = f_.requests[i];
      if (i > 0 && one.vehicle <= f_.requests[i - 1].vehicle)
        add(DrawFault::list_not_in_order, one.vehicle + " stands after " +
                                              f_.requests[i - 1].vehicle +
                                              "; ids must ascend, each once");
      const auto may = core::check_draw_request(one.choices, one.received,
                                                {f_.opens, f_.closes, f_.places, f_.rules});
      if (!may) add(DrawFault::request_not_allowed, one.vehicle + ": " + may.error().detail);
    }
  }

  void tickets(const DrawRequest& request) {
    const auto wrong = [&](const std::string& why) {
      add(DrawFault::tickets_unsupported,
          request.vehicle + " has " + std::to_string(request.tickets) + " tickets; " + why);
    };
    if (request.prev.empty()) {
      if (request.tickets != 1) wrong("without an earlier draw it has 1");
      return;
    }
    if (!used_.insert(request.prev).second) return wrong(request.prev + " is named twice");
    const auto slash = request.prev.find('/');
    const auto name = request.prev.substr(0, slash);
    const auto vehicle = slash == std::string::npos ? "" : request.prev.substr(slash + 1);
    const DrawFile* before = is_draw_id(name) && name != f_.draw ? earlier_(name) : nullptr;
    if (before == nullptr) return wrong("the file of the draw \"" + name + "\" is needed");
    const auto& row = rows_of(*before, vehicle);
    if (row.request == nullptr) return wrong("nobody with that id asked in " + name);
    if (row.won) return wrong("it got a place in " + name);
    const auto age = f_.closes - before->closes;
    if (age <= age.zero() || age > std::chrono::days{f_.rules.loss_days})
      return wrong(name + " closed " + core::to_iso(before->closes) + ", not within " +
                   std::to_string(f_.rules.loss_days) + " days before");
    const bool counts =
        before->voided ||
        core::draw_loss_counts(row.request->choices, before->places.size(), before->rules);
    const auto right = std::min(row.request->tickets * (counts ? 2 : 1), f_.rules.ticket_cap);
    if (request.tickets != right) wrong("by " + name + " it has " + std::to_string(right));
  }

  struct EarlierRow {
    const DrawRequest* request = nullptr;
    bool won = false;
  };
  using Rows = std::unordered_map<std::string_view, EarlierRow>;

  EarlierRow rows_of(const DrawFile& before, const std::string& vehicle) {
    auto [at, fresh] = rows_.try_emplace(before.draw);
    if (fresh) {
      for (const auto& one : before.requests) at->second[one.vehicle].request = &one;
      for (const auto& rank : before.ranks)
        if (rank.interval) at->second[rank.vehicle].won = true;
    }
    const auto row = at->second.find(vehicle);
    return row == at->second.end() ? EarlierRow{} : row->second;
  }

  void roots() {
    const auto root = draw_root(f_);
    if (f_.root != root)
      add(DrawFault::root_differs,
          "these requests hash to " + root + ", the file names " + f_.root);
    for (const auto& witness : f_.witnesses)
      if (witness.root != root)
        add(DrawFault::root_differs,
            "witness " + witness.site + " saw " + witness.root + ", these requests give " + root);
  }

  void witnesses() {
    if (f_.drawer == kDrawByHub && f_.witnesses.empty())
      add(DrawFault::witness_missing, "the hub draws with one witness at least");
    for (std::size_t i = 0; i < f_.witnesses.size(); ++i) {
      const auto& one = f_.witnesses[i];
      if (one.site == f_.drawer)
        add(DrawFault::witness_missing, one.site + " draws, so it is no witness");
      if (i > 0 && one.site <= f_.witnesses[i - 1].site)
        add(DrawFault::witness_missing, one.site + " is not in ascending order, or there twice");
      if (one.seen < f_.closes || one.seen >= f_.closes + core::minutes{f_.rules.witness_minutes})
        add(DrawFault::witness_missing, one.site + " answered at " + core::to_iso(one.seen) +
                                            ", outside the time after the close");
    }
  }

  void seeds() {
    if (f_.voided && f_.ranks.empty()) return;
    seed(f_.drawer);
    for (const auto& witness : f_.witnesses) seed(witness.site);
    const auto whole = draw_seed(f_);
    if (f_.seed != whole)
      add(DrawFault::seed_wrong,
          "the seeds together give " + whole + ", the file names " + f_.seed);
  }

  void seed(const std::string& role) {
    const auto commit = std::ranges::find(f_.commits, role, &DrawCommit::role);
    const auto opened = std::ranges::find(f_.seeds, role, &RevealedSeed::role);
    if (commit == f_.commits.end())
      return add(DrawFault::seed_missing, role + " announced no commitment");
    if (opened == f_.seeds.end()) return add(DrawFault::seed_missing, role + " reveals no seed");
    const auto bytes = from_hex<std::tuple_size_v<DrawSeed>>(opened->seed);
    if (!bytes || to_hex(*bytes) != opened->seed ||
        draw_commit(f_.draw, role, *bytes) != commit->commit)
      add(DrawFault::seed_wrong,
          "the seed of " + role + " does not open its commitment " + commit->commit);
  }

  void result() {
    if (f_.voided) {
      if (!f_.ranks.empty()) add(DrawFault::result_differs, "a voided draw has no ranks");
      return;
    }
    const auto right = draw_result(f_);
    if (right.size() != f_.ranks.size())
      return add(DrawFault::result_differs, std::to_string(f_.ranks.size()) + " ranks for " +
                                                std::to_string(right.size()) + " requests");
    for (std::size_t i = 0; i < right.size(); ++i)
      if (right[i] != f_.ranks[i])
        return add(DrawFault::result_differs, "rank " + std::to_string(i + 1) + " is " +
                                                  shown(f_.ranks[i]) + ", not " + shown(right[i]));
  }

  static std::string shown(const DrawRank& rank) {
    return rank.vehicle + " with ticket " + std::to_string(rank.ticket) + " " + rank.score +
           " -> " + (rank.interval ? rank.interval->str() : "nothing");
  }

  const DrawFile& f_;
  const EarlierDraws& earlier_;
  std::vector<DrawFinding> found_;
  std::unordered_set<std::string> used_;
  std::unordered_map<std::string, Rows> rows_;
};

}  // namespace

std::vector<DrawFinding> check_draw(const DrawFile& file, const EarlierDraws& earlier) {
  return DrawChecker(file, earlier).run();
}

}  // namespace otkel::codec
