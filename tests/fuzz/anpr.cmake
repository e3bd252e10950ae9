# Corpus: small files of our own in corpus/, made from the shapes of
# tests/unit/anpr-bridge/fixtures.
otkel_fuzz(anpr_hikvision_fuzz DEPENDS otkel_anpr_decode)
otkel_fuzz(anpr_json_fuzz DEPENDS otkel_anpr_decode)
otkel_fuzz(anpr_xml_fuzz DEPENDS otkel_anpr_decode)
otkel_fuzz(anpr_stream_fuzz DEPENDS otkel_anpr_decode)
otkel_fuzz(anpr_profile_fuzz DEPENDS otkel_anpr_decode)
otkel_fuzz(anpr_multipart_fuzz DEPENDS otkel_anpr_decode)
