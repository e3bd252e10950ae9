-- What a redemption rests on (R-37): the grade of the exit's evidence, and the way back (R-06).
ALTER TABLE register ADD COLUMN redeemed_grade TEXT;
ALTER TABLE register ADD COLUMN came_back_utc_ms INTEGER;
