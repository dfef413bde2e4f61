-- purpose: every event that was collected, in its order
-- grain: one row an event
-- parameters: none
-- columns: number, document, hash
SELECT number, document, hash
FROM events
ORDER BY number;
