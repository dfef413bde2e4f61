-- purpose: one of the coordinator's tables in its own order
-- grain: one row a line of the table
-- parameters: kind, the table's name
-- columns: document (JSON)
SELECT document FROM rows WHERE kind = $kind ORDER BY position
