otkel_fuzz(sync_wire_fuzz DEPENDS otkel_sync)
