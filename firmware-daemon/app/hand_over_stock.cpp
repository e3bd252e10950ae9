// Counted, compared, written down.
#include "firmware-daemon/app/hand_over_stock.hpp"

#include "core/value/words.hpp"

namespace otkel::app {
namespace {

Result<core::StockCount> counted(Context& c, const std::string& text) {
  const auto last = c.stores.hand_overs.last();
  if (auto may = core::may_hand_over(last ? std::optional(last->to) : std::nullopt,
                                     person_of(c, officer_of(c)));
      !may)
    return std::unexpected(may.error());
  return core::read_count(text, c.checkpoint.blank_format);
}

std::optional<std::string> text_of(const std::optional<core::BlankNumber>& number) {
  return number ? std::optional(number->str()) : std::nullopt;
}

}  // namespace

core::StockCount stock_in_books(Context& c) {
  core::StockCount count{c.stores.blanks.counts().in_stock, {}};
  if (const auto next = c.stores.blanks.next_in_stock(1); !next.empty()) count.front = next.front();
  return count;
}

Result<core::Situation> situation_of_hand_over(Context& c, const std::string& count) {
  if (const auto read = counted(c, count); !read) return std::unexpected(read.error());
  return core::Situation::usual;
}

Result<void> hand_over_stock(Context& c, const std::string& count, const std::string& note,
                             const Countersignature& to) {
  const auto why = core::read_reason(note);
  if (!why) return std::unexpected(why.error());
  const auto read = counted(c, count);
  if (!read) return std::unexpected(read.error());
  const auto text = core::words_of(*read);
  if (auto may =
          authorise(c, Act{core::Verb::hand_over_stock, core::Situation::usual, text, *why, to});
      !may)
    return may;
  const auto books = stock_in_books(c);
  const core::StockHandedOver fact{
      to.login, read->blanks, books.blanks, text_of(read->front), text_of(books.front), *why};
  c.stores.hand_overs.insert({c.now, officer_of(c), fact.to, fact.counted, fact.in_books,
                              fact.front, fact.front_in_books, fact.note});
  record(c, fact);
  if (const auto differs = core::count_differs(*read, books))
    open_incident(c, core::IncidentKind::stock_count_differs, text, *differs, people_of(c, to));
  return {};
}

}  // namespace otkel::app
