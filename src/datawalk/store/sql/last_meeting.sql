-- purpose: whether there was a meeting, and when the last one was
-- grain: one row
-- parameters: day (ISO day)
-- columns: day (null: none up to then)
SELECT max(day) AS day FROM attendance WHERE invited AND day <= $day
