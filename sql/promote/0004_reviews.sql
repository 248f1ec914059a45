-- What was said and known when a promotion was asked for (R1 to R4), and the plan that one in flight was promised under.
-- accepted is a JSON array of codes, warnings one of {"code", "message", …facts}. All null in rows of releases before.
ALTER TABLE promotions ADD COLUMN reason {{long_text}};
ALTER TABLE promotions ADD COLUMN ticket {{id}};
ALTER TABLE promotions ADD COLUMN accepted {{long_text}};
ALTER TABLE promotions ADD COLUMN standing {{id}};
ALTER TABLE promotions ADD COLUMN base_promotion {{id}};
ALTER TABLE promotions ADD COLUMN warnings {{long_text}};
ALTER TABLE promotions ADD COLUMN planned SMALLINT;
ALTER TABLE promotions ADD COLUMN content_hash {{id}};
CREATE INDEX promotions_ticket ON promotions (ticket, id);

ALTER TABLE promotion_ledger ADD COLUMN plan {{long_text}};
