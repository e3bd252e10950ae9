#pragma once
// The physical stock: deliveries, every number's state, and what may be given next (R-27, I1, I8).
#include <optional>
#include <string>
#include <vector>

#include "base/sql/session.hpp"
#include "core/permit/blank_stock.hpp"
#include "core/permit/statistics.hpp"

namespace otkel::store {

struct BlankRow {
  core::BlankNumber number;
  std::string batch;
  core::BlankState state;
  std::optional<std::string> application_no, reason, replaced_by;
  std::optional<std::string> second = std::nullopt;    ///< login of who stood for its end as well
  std::optional<core::EndCause> cause = std::nullopt;  ///< of its end, if it was not redeemed
};

struct DeliveryRow {
  std::string batch, first;
  std::int64_t count = 0;
  bool announced = false;
  std::optional<core::Instant> received;
  std::optional<std::string> received_by;
  std::optional<std::string> act = std::nullopt;  ///< its number
};

class Blanks {
 public:
  explicit Blanks(sql::Session& db) : db_(db) {}

  void announce(const std::string& batch, const std::string& first, std::int64_t count);
  /// Puts the numbers into the stock behind those that are there. Throws Failure number_taken
  /// where one exists already.
  void receive(const DeliveryRow& delivery, const std::vector<core::BlankNumber>& numbers);
  std::vector<DeliveryRow> deliveries();
  std::optional<BlankRow> find(const std::string& number);
  /// The living blank of an application: allocated, printed or issued.
  std::optional<BlankRow> living_of(const std::string& application_no);
  /// The last one that was ever given to it.
  std::optional<BlankRow> last_of(const std::string& application_no);
  /// How many numbers of the application the office spoiled or lost; each made room for another
  ///
  std::int64_t replaced_of(const std::string& application_no);
  /// The next `most` numbers of the stock, in the order in which they are given.
  std::vector<core::BlankNumber> next_in_stock(std::int64_t most);
  /// Whether any number was ever counted in.
  bool was_ever_stocked();
  void update(const BlankRow& row);
  /// Numbers of the batch in stock before `first` (all, if it is empty) are not given until
  /// forget_explained() has seen what became of them; those numbers, in their order.
  std::vector<std::string> set_unaccounted(const std::string& batch,
                                           const std::optional<core::BlankNumber>& first,
                                           core::Instant now);
  /// Those that are no longer in stock have their explanation.
  void forget_explained();
  std::int64_t unaccounted();
  core::BlankCounts counts();
  /// Those that ended, and whose cause is known.
  core::EndCounts ends();

 private:
  sql::Session& db_;
};

}  // namespace otkel::store
