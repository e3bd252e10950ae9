#pragma once
// The ends of a blank that people report: returned, spoiled, lost, annulled.
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// A vehicle that is held in the return lane is released. Errors: blank_wrong_state,
/// already_redeemed, reason_missing.
Result<void> return_blank(Context& context, const std::string& number, const std::string& reason);

/// annuls the number, allocates the next one for the same application and prints it. Where
/// the stock is empty the application waits without a number. Errors: as above.
Result<void> spoil_blank(Context& context, const std::string& number, const std::string& reason);

/// `second`: the other officer who stands for it. Errors: as above, second_person_missing.
Result<void> lose_blank(Context& context, const std::string& number, const std::string& reason,
                        const std::string& second);

/// R-34(4). Errors: as lose_blank.
Result<void> annul_blank(Context& context, const std::string& number, const std::string& reason,
                         const std::string& second);

/// A blank's reason as it is kept, taken apart: what the officer said and who stood by.
struct SaidByTwo {
  std::string reason, second;  ///< second: empty where one officer was enough
};
SaidByTwo split_second(const std::string& kept_reason);

}  // namespace otkel::app
