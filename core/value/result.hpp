#pragma once
// Errors as values. `Code` is the closed list of everything that can be refused or go wrong; its
// words are the stable `code` of problem+json, the keys of the screens' texts and the log.
#include <expected>
#include <string>
#include <string_view>

namespace otkel::core {

/// What the caller can do about it.
enum class Errc {
  invalid,    ///< correct the input
  not_found,  ///< name something that exists
  conflict,   ///< look at the present state and decide again
  refused,    ///< a rule forbids it; no retry helps
  denied,     ///< log in, or ask someone who may
  busy,       ///< try again soon
  offline,    ///< wait for the link or the device
  device,     ///< repair the device
  corrupt,    ///< stop and restore
  full,       ///< make room
  clock,      ///< set the clock
  bug,        ///< report it to us
};

enum class Code {
  // values
  value_malformed,
  plate_malformed,
  bin_iin_malformed,
  blank_number_malformed,
  application_no_malformed,
  booking_no_malformed,
  money_malformed,
  time_malformed,
  payload_malformed,
  field_missing,
  field_unknown,
  config_invalid,
  rule_pack_invalid,
  idempotency_key_missing,
  idempotency_key_reused,
  body_too_large,
  body_not_json,
  event_malformed,
  // things that are not there
  application_not_found,
  booking_not_found,
  blank_not_found,
  permit_card_not_found,
  carrier_not_found,
  print_job_not_found,
  visit_not_found,
  incident_not_found,
  route_not_found,
  method_not_allowed,
  picture_not_found,
  officer_not_found,
  batch_not_found,
  not_found,
  // states
  application_wrong_state,
  application_unpaid,
  application_closed,
  booking_wrong_state,
  blank_wrong_state,
  print_job_wrong_state,
  visit_already_decided,
  already_issued,
  already_redeemed,
  vehicle_has_active_booking,
  slot_full,
  version_conflict,
  number_taken,
  batch_overlaps,
  // rules
  no_admission_certificate,
  no_permit_card,
  permit_card_void,
  no_booking,
  no_title_document,
  misuse_on_record,
  vehicle_not_on_territory,
  supplement_missing,
  supplement_expired,
  no_blanks,
  slot_closed,
  too_early,
  too_late,
  checkpoint_closed,
  exit_evidence_missing,
  plate_mismatch,
  make_mismatch,
  rule_pack_expired,
  not_a_permit_site,
  grounds_missing,
  fee_wrong_amount,
  reason_missing,
  second_person_missing,
  blank_not_returned,
  unknown_print_unresolved,
  document_expired,
  consent_missing,
  booking_proof_missing,
  booking_proof_wrong,
  own_incident,
  check_wrong,
  foreign_fact,
  quota_exceeded,
  // people
  unauthenticated,
  wrong_password,
  locked_out,
  forbidden,
  origin_refused,
  host_refused,
  // machinery
  busy,
  rate_limited,
  link_down,
  peer_refused,
  log_fork,
  numbers_in_doubt,
  epoch_not_accepted,
  backup_unusable,
  state_differs,
  sequence_gap,
  database_corrupt,
  database_full,
  database_locked,
  database_newer,
  io_failed,
  already_running,
  port_in_use,
  printer_absent,
  printer_paper_out,
  printer_cover_open,
  printer_fault,
  printer_timeout,
  printer_cutter,
  printer_overheated,
  printer_offline,
  printer_wrong_queue,
  printer_held,
  printer_forbidden,
  print_handed_over,
  printer_paper_near_end,
  qr_foreign,
  qr_forged,
  page_has_unknown_glyphs,
  qr_unreadable,
  clock_untrusted,
  internal,
};

struct Error {
  Code code;
  std::string detail;  ///< for the log and the officer: what, where, how to fix; never parsed
};

std::string_view word(Code code);
Errc kind(Code code);

/// The program, its data or its disk is to blame and not the request: for the log of errors.
bool is_ours(Code code);
/// The disk or the database failed: nothing may be written down about it as if it had been refused;
/// undo everything and try again.
bool is_storage(Code code);

template <class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(Code code, std::string detail = {}) {
  return std::unexpected(Error{code, std::move(detail)});
}

/// Every code, for tests that hold the screens' texts against the list.
std::string_view code_word_at(int index);  ///< empty past the end

}  // namespace otkel::core
