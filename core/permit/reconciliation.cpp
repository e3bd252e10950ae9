// Two sides from different records, and every number by its name.
#include "core/permit/reconciliation.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace otkel::core {
namespace {

using K = DifferenceKind;

bool is_about_zone(K kind) {
  return kind == K::in_hands_outside_zone || kind == K::zone_without_number ||
         kind == K::zone_twice;
}

std::string words_of(const KeptNumber& n) {
  std::string text = "kept as " + std::string(word(n.state));
  if (n.cause) text += " (" + std::string(word(*n.cause)) + ")";
  text += ", batch " + n.batch;
  return text + ", " + (n.application_no ? "application " + *n.application_no : "no application");
}

std::string words_of(const StayInBooks& s) {
  std::string text = s.plate + " inside since " + to_iso(s.entered) + ", visit " + s.visit;
  if (s.application_no)
    text += ", application " + *s.application_no + (s.issued ? ", issued" : ", not issued");
  return s.said_left ? text + ", left by an officer's statement" : text;
}

BlankPlace place_of_end(const KeptNumber& n) {
  switch (n.state) {
    case BlankState::returned:
      return BlankPlace::returned;
    case BlankState::spoiled:
      return BlankPlace::spoiled;
    case BlankState::lost:
      return n.cause == EndCause::lost_by_carrier ? BlankPlace::lost_by_carrier
                                                  : BlankPlace::lost_by_office;
    case BlankState::annulled:
      if (n.cause == EndCause::set_aside) return BlankPlace::set_aside;
      return n.cause == EndCause::revoked_by_centre ? BlankPlace::revoked : BlankPlace::annulled;
    default:
      return BlankPlace::redeemed;
  }
}

class Comparison {
 public:
  explicit Comparison(const StockRecords& records) : records_(records) {
    for (const auto& stay : records.stays) {
      if (!stay.application_no) continue;
      if (stay.said_left) said_left_.insert(*stay.application_no);
      if (in_zone(stay)) inside_[*stay.application_no].push_back(&stay);
    }
  }

  StockBooks result() {
    take_receipts();
    take_numbers();
    find_missing();
    compare_applications();
    compare_zone();
    if (const auto& last = records_.count;
        last && (last->counted != last->in_books || last->front != last->front_in_books))
      report(K::count_differs, last->keeper, {last->evidence});
    close();
    return std::move(books_);
  }

 private:
  static bool in_zone(const StayInBooks& stay) { return stay.open && !stay.said_left; }

  void report(K kind, const std::string& subject, std::vector<std::string> evidence) {
    books_.differences.push_back({kind, subject, std::move(evidence)});
  }

  void take_receipts() {
    std::set<std::tuple<std::string, BlankNumber, std::int64_t>> known;
    for (const auto& receipt : records_.receipts) {
      // After a restore the same delivery may have been counted in again before its first receipt
      // came back: it is one delivery.
      if (!known.emplace(receipt.batch, receipt.first, receipt.count).second) continue;
      books_.received += receipt.count;
      const auto numbers = numbers_of({receipt.first, receipt.count});
      if (!numbers) continue;  // a receipt that runs out of digits was refused when it came
      for (const auto& number : *numbers) {
        const auto [at, first] = received_.emplace(number, &receipt);
        if (!first)
          report(K::received_twice, number.str(), {at->second->evidence, receipt.evidence});
      }
    }
  }

  BlankPlace place_of(const KeptNumber& n) const {
    switch (n.state) {
      case BlankState::in_stock:
        return BlankPlace::in_stock;
      case BlankState::allocated:
        return BlankPlace::allocated;
      case BlankState::printed:
        return BlankPlace::printed;
      case BlankState::issued:
        return n.application_no && said_left_.contains(*n.application_no)
                   ? BlankPlace::awaiting_evidence
                   : BlankPlace::in_hands;
      default:
        return place_of_end(n);
    }
  }

  void take_numbers() {
    for (const auto& n : records_.numbers) {
      const auto place = place_of(n);
      ++count_in(books_, place);
      const auto [at, first] = kept_.emplace(n.number, &n);
      if (!first) report(K::listed_twice, n.number.str(), {words_of(*at->second), words_of(n)});
      const auto receipt = received_.find(n.number);
      if (receipt == received_.end())
        report(K::number_without_receipt, n.number.str(), {words_of(n)});
      else if (receipt->second->batch != n.batch)
        report(K::batch_differs, n.number.str(), {receipt->second->evidence, words_of(n)});
      if (n.unaccounted) report(K::unaccounted, n.number.str(), {words_of(n)});
      check_end(n);
      if (is_terminal(n.state) || n.state == BlankState::in_stock) continue;
      if (!n.application_no)
        report(K::without_application, n.number.str(), {words_of(n)});
      else
        living_[*n.application_no].push_back(&n);
      if (place == BlankPlace::in_hands) in_hands_.push_back(&n);
    }
  }

  void check_end(const KeptNumber& n) {
    const bool wants_cause = is_terminal(n.state) && n.state != BlankState::redeemed;
    const bool right = wants_cause ? n.cause && state_of(*n.cause) == n.state : !n.cause;
    if (!right) report(K::end_without_cause, n.number.str(), {words_of(n)});
  }

  void find_missing() {
    for (const auto& [number, receipt] : received_)
      if (!kept_.contains(number)) report(K::number_missing, number.str(), {receipt->evidence});
  }

  void compare_applications() {
    for (const auto& [application, numbers] : living_) {
      if (numbers.size() < 2) continue;
      std::vector<std::string> evidence;
      for (const auto* one : numbers) evidence.push_back(one->number.str() + " " + words_of(*one));
      report(K::application_with_two, numbers.front()->number.str(), std::move(evidence));
    }
  }

  void compare_zone() {
    std::set<std::string> in_hands;
    for (const auto* n : in_hands_) {
      if (!n->application_no) continue;
      in_hands.insert(*n->application_no);
      if (!inside_.contains(*n->application_no))
        report(K::in_hands_outside_zone, n->number.str(), {words_of(*n)});
    }
    for (const auto& stay : records_.stays)
      if (in_zone(stay))
        ++(stay.application_no && stay.issued ? books_.zone_with_number : books_.zone_without);
    for (const auto& [application, stays] : inside_) {
      const auto* stay = stays.front();
      if (stays.size() > 1) {
        std::vector<std::string> evidence;
        for (const auto* one : stays) evidence.push_back(words_of(*one));
        report(K::zone_twice, stay->plate, std::move(evidence));
      }
      if (stay->issued && !in_hands.contains(application))
        report(K::zone_without_number, stay->plate, {words_of(*stay)});
      if (!stay->issued && in_hands.contains(application))
        report(K::in_hands_outside_zone, living_.at(application).front()->number.str(),
               {words_of(*living_.at(application).front()), words_of(*stay)});
    }
  }

  void close() {
    const auto& b = books_;
    const auto left_stock = b.allocated + b.printed + b.in_hands + b.awaiting_evidence +
                            b.redeemed + b.returned + b.lost_by_carrier + b.lost_by_office +
                            b.annulled + b.spoiled + b.set_aside + b.revoked;
    const bool about_zone =
        std::ranges::any_of(b.differences, [](const auto& d) { return is_about_zone(d.kind); });
    const bool about_stock =
        std::ranges::any_of(b.differences, [](const auto& d) { return !is_about_zone(d.kind); });
    books_.stock_adds_up = b.received == b.in_stock + left_stock && !about_stock;
    books_.zone_adds_up = b.in_hands == b.zone_with_number && !about_zone;
    std::ranges::stable_sort(books_.differences, {}, &Difference::kind);
  }

  const StockRecords& records_;
  std::set<std::string> said_left_;  ///< applications
  std::map<std::string, std::vector<const StayInBooks*>> inside_;
  std::map<BlankNumber, const ReceivedBatch*> received_;
  std::map<BlankNumber, const KeptNumber*> kept_;
  std::map<std::string, std::vector<const KeptNumber*>> living_;
  std::vector<const KeptNumber*> in_hands_;
  StockBooks books_;
};

}  // namespace

std::int64_t& count_in(StockBooks& b, BlankPlace place) {
  switch (place) {
    case BlankPlace::in_stock:
      return b.in_stock;
    case BlankPlace::allocated:
      return b.allocated;
    case BlankPlace::printed:
      return b.printed;
    case BlankPlace::in_hands:
      return b.in_hands;
    case BlankPlace::awaiting_evidence:
      return b.awaiting_evidence;
    case BlankPlace::redeemed:
      return b.redeemed;
    case BlankPlace::returned:
      return b.returned;
    case BlankPlace::lost_by_carrier:
      return b.lost_by_carrier;
    case BlankPlace::lost_by_office:
      return b.lost_by_office;
    case BlankPlace::annulled:
      return b.annulled;
    case BlankPlace::spoiled:
      return b.spoiled;
    case BlankPlace::set_aside:
      return b.set_aside;
    case BlankPlace::revoked:
      return b.revoked;
  }
  return b.in_stock;
}

StockBooks reconcile(const StockRecords& records) { return Comparison(records).result(); }

}  // namespace otkel::core
