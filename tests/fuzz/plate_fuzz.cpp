// Plates: whatever a camera or a driver writes, folding it twice is folding it once, and everything
// that is worked out of it stays within its bounds.
#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/plate/card_index.hpp"
#include "core/plate/confusion_lesson.hpp"
#include "core/plate/plate_grammar.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace otkel::core;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string folded = fold_plate_text(text);
  if (fold_plate_text(folded) != folded) std::abort();
  if (!parses(folded).empty() && std::count(folded.begin(), folded.end(), '?') <= 2 &&
      !may_be_plate(folded))
    std::abort();
  if (const auto plate = PlateNumber::parse(text)) {
    if (PlateNumber::parse(plate->str()).value() != *plate) std::abort();
    CardIndex index;
    index.put(plate->str());
    for (const auto& form : short_forms(plate->str())) {
      const auto near = index.near(ReadCosts(encode_plate(form.text).value(), {}, {}), 1);
      if (near.size() != 1 || near.front().plate != plate->str()) std::abort();
    }
  }
  Confusions lessons;
  if (learn(lessons, folded, "123ABC02") > 8) std::abort();
  for (const auto& form : read_forms(folded))
    if (const auto code = encode_plate(form.text)) {
      const ReadCosts costs(*code, {}, lessons);
      const PlateCode card = encode_plate("123ABC02").value();
      if (costs.to(card, 900) > 900 || costs.differences(card).size() > card.size) std::abort();
    }
  return 0;
}
