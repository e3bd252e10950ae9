-- Why a number ended: the law counts some ends in its groups and others in none (R-34). Nothing: it
-- lives, was redeemed, or ended before the checkpoints said why.
ALTER TABLE blank ADD COLUMN cause TEXT CHECK (cause IN ('violation', 'returned_by_carrier',
  'lost_by_carrier', 'spoiled', 'set_aside', 'lost_by_office', 'revoked_by_centre'));
