# Corpus: none; plates are short.
otkel_fuzz(plate_fuzz DEPENDS otkel_core)
