-- purpose: the partners table in its own order
-- grain: one row a line of the table
-- parameters: none
-- columns: document (JSON)
SELECT document FROM partners ORDER BY position
