# What a printer says back.
otkel_fuzz(escpos_reply_fuzz DEPENDS otkel_printer)
