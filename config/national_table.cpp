// The keys of [bridge.national]. The paths are assumed ones: the interface is not public.
#include "config/tables.hpp"

namespace otkel::config {

using std::chrono::seconds;

Keys<core::NationalQueueSettings> national_keys() {
  using N = core::NationalQueueSettings;
  return {
      key<N>("enabled", OTKEL_AT(enabled), flag(),
             "whether visits are reported to the national electronic queue"),
      key<N>("url", OTKEL_AT(url), origin_or_none(),
             "its address; http is taken for this machine alone"),
      key<N>("user", OTKEL_AT(user), words_or_none(), "the name that the checkpoint has there"),
      key<N>("password_file", OTKEL_AT(password_file), path_or_none(),
             "a file with its password there"),
      key<N>("checkpoint", OTKEL_AT(checkpoint), words_or_none(),
             "the code that the checkpoint has there"),
      key<N>("ca_file", OTKEL_AT(ca_file), path_or_none(),
             "certificates (PEM) that are trusted beside those of the system"),
      key<N>("authorise_path", OTKEL_AT(authorise_path), http_path(),
             "where the checkpoint authorises itself; assumed"),
      key<N>("plates_path", OTKEL_AT(plates_path), http_path(),
             "where a day's plates are; {checkpoint} and {date} are filled in; assumed"),
      key<N>("event_path", OTKEL_AT(event_path), http_path(),
             "where camera events are posted; {checkpoint} is filled in; assumed"),
      key<N>("token_field", OTKEL_AT(token_field), words(),
             "the field with the token in the answer to the authorisation; assumed"),
      key<N>("plates_field", OTKEL_AT(plates_field), words(),
             "the field with the list, where the answer is not the list itself; assumed"),
      key<N>("roles", OTKEL_AT(roles),
             list_of(one_of<core::CameraRole>(), "a list of cameras' roles"),
             "the visits of which cameras are reported"),
      key<N>("pictures", OTKEL_AT(pictures), one_of<core::NationalPictures>(),
             "full: the picture as fullImage alone; all: in all three fields"),
      key<N>("picture_kib", OTKEL_AT(picture_kib), whole(16, 8192),
             "a larger picture is left out, in KiB"),
      key<N>("settle_after", OTKEL_AT(settle_after), seconds_between(seconds{1}, seconds{600}),
             "how long after its first read a visit is reported, with the best read until then"),
      key<N>("plates_every", OTKEL_AT(plates_every), seconds_between(seconds{60}, seconds{86400}),
             "how often the day's plates are fetched"),
      key<N>("timeout", OTKEL_AT(timeout), seconds_between(seconds{5}, seconds{600}),
             "the longest time for one request with its answer"),
      key<N>("give_up_after", OTKEL_AT(give_up_after),
             hours_between(std::chrono::hours{24}, std::chrono::hours{60 * 24}),
             "an event that nobody took until then is dropped")};
}

}  // namespace otkel::config
