# Corpus: tests/unit/anpr/fixtures/hikvision and /dahua.
otkel_fuzz(anpr_hikvision_fuzz DEPENDS otkel_anpr_decode)
otkel_fuzz(anpr_dahua_fuzz DEPENDS otkel_anpr_decode)
otkel_fuzz(anpr_multipart_fuzz DEPENDS otkel_anpr_decode)
