-- purpose: one more event
-- grain: one row
-- parameters: number, document (JSON), hash
-- columns: none
INSERT INTO events VALUES ($1, $2, $3);
