-- purpose: what the release says about itself
-- grain: one row
-- parameters: none
-- columns: value (JSON)
SELECT value FROM about
