-- purpose: the seats table in its own order
-- grain: one row a line of the table
-- parameters: none
-- columns: document (JSON)
SELECT document FROM seats ORDER BY position
