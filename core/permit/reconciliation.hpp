#pragma once
// The books of a checkpoint's blanks (I7, I8): what came in, by the receipts, held against where
// each number is; and the numbers in drivers' hands held against the trucks between the gates. The
// two sides come from different records, so that a difference can show.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/permit/blank_stock.hpp"
#include "core/value/fields.hpp"
#include "core/value/instant.hpp"

namespace otkel::core {

/// Where a number is: exactly one of these.
enum class BlankPlace {
  in_stock,
  allocated,
  printed,
  in_hands,           ///< issued and not ended
  awaiting_evidence,  ///< issued, and its truck has left by an officer's statement alone (ADR 0033)
  redeemed,
  returned,
  lost_by_carrier,
  lost_by_office,
  annulled,  ///< for a violation
  spoiled,
  set_aside,
  revoked,
};
template <>
struct EnumWords<BlankPlace> {
  static constexpr std::array<std::string_view, 13> words{
      "in_stock", "allocated", "printed",         "in_hands",       "awaiting_evidence",
      "redeemed", "returned",  "lost_by_carrier", "lost_by_office", "annulled",
      "spoiled",  "set_aside", "revoked"};
};

/// What does not add up. A new one needs words for the officers (kiosk-ui/src/i18n).
enum class DifferenceKind {
  number_missing,          ///< received, and no record says where it is
  number_without_receipt,  ///< somewhere, and no receipt brought it
  received_twice,          ///< by two receipts
  listed_twice,            ///< in two places
  batch_differs,           ///< kept under another batch than it was received with
  end_without_cause,       ///< ended, without a cause of the closed list or with one of another end
  without_application,     ///< given, and nobody knows to whom
  application_with_two,    ///< two living numbers of one application (I1)
  in_hands_outside_zone,   ///< the driver has it, and no gate says that the truck is here
  zone_without_number,     ///< a truck that was given a number stands here, and it is not in hands
  zone_twice,              ///< two trucks stand here for one application (I1)
  unaccounted,             ///< two persons began numbers anew and left it open
  count_differs,           ///< two officers counted another stock than the books had
};
template <>
struct EnumWords<DifferenceKind> {
  static constexpr std::array<std::string_view, 13> words{"number_missing",
                                                          "number_without_receipt",
                                                          "received_twice",
                                                          "listed_twice",
                                                          "batch_differs",
                                                          "end_without_cause",
                                                          "without_application",
                                                          "application_with_two",
                                                          "in_hands_outside_zone",
                                                          "zone_without_number",
                                                          "zone_twice",
                                                          "unaccounted",
                                                          "count_differs"};
};

struct Difference {
  DifferenceKind kind = DifferenceKind::number_missing;
  std::string subject;                ///< a number, a plate, or the keeper of the stock
  std::vector<std::string> evidence;  ///< the records that disagree, a line each
  static constexpr auto fields() {
    return std::tuple{field("kind", &Difference::kind), field("subject", &Difference::subject),
                      field("evidence", &Difference::evidence)};
  }
};

/// A delivery as the log has it.
struct ReceivedBatch {
  std::string batch;
  BlankNumber first;
  std::int64_t count = 0;
  std::string evidence;  ///< which fact of the log that is
};

/// A number as the table of blanks has it.
struct KeptNumber {
  BlankNumber number;
  std::string batch;
  BlankState state = BlankState::in_stock;
  std::optional<EndCause> cause = {};
  std::optional<std::string> application_no = {};
  bool unaccounted = false;
};

/// A stay that is open, or that an officer's statement ended.
struct StayInBooks {
  std::string plate, visit;
  Instant entered{};
  bool open = true;  ///< no exit and no way back is on record
  bool said_left = false;
  std::optional<std::string> application_no = {};
  bool issued = false;  ///< the application's permit was handed over and has not ended
};

/// How the stock was last handed over.
struct LastCount {
  std::string keeper;  ///< login of who took it over
  std::int64_t counted = 0, in_books = 0;
  std::optional<std::string> front = {}, front_in_books = {};
  std::string evidence;
};

struct StockRecords {
  std::vector<ReceivedBatch> receipts;
  std::vector<KeptNumber> numbers;
  std::vector<StayInBooks> stays;
  std::optional<LastCount> count = {};
};

struct StockBooks {
  std::int64_t received = 0;  ///< by the receipts
  std::int64_t in_stock = 0, allocated = 0, printed = 0, in_hands = 0, awaiting_evidence = 0;
  std::int64_t redeemed = 0, returned = 0, lost_by_carrier = 0, lost_by_office = 0, annulled = 0,
               spoiled = 0, set_aside = 0, revoked = 0;
  std::int64_t zone_with_number = 0;  ///< trucks between the gates that hold a number of ours
  std::int64_t zone_without = 0;      ///< and the others: external permits, not issued yet
  bool stock_adds_up = false;         ///< I8: the sum holds, and no difference is about the stock
  bool zone_adds_up = false;          ///< I7: likewise about the zone
  std::vector<Difference> differences = {};
  static constexpr auto fields() {
    using B = StockBooks;
    return std::tuple{field("received", &B::received),
                      field("in_stock", &B::in_stock),
                      field("allocated", &B::allocated),
                      field("printed", &B::printed),
                      field("in_hands", &B::in_hands),
                      field("awaiting_evidence", &B::awaiting_evidence),
                      field("redeemed", &B::redeemed),
                      field("returned", &B::returned),
                      field("lost_by_carrier", &B::lost_by_carrier),
                      field("lost_by_office", &B::lost_by_office),
                      field("annulled", &B::annulled),
                      field("spoiled", &B::spoiled),
                      field("set_aside", &B::set_aside),
                      field("revoked", &B::revoked),
                      field("zone_with_number", &B::zone_with_number),
                      field("zone_without", &B::zone_without),
                      field("stock_adds_up", &B::stock_adds_up),
                      field("zone_adds_up", &B::zone_adds_up),
                      field("differences", &B::differences)};
  }
};

/// How many numbers are in that place.
std::int64_t& count_in(StockBooks& books, BlankPlace place);

/// Adds up and compares. Differences stand in the order of their kinds.
StockBooks reconcile(const StockRecords& records);

}  // namespace otkel::core
