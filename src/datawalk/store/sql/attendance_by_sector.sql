-- purpose: who came, by the first sector a partner names and by month
-- grain: sector x month
-- parameters: day, since (ISO days: up to and with, after), meeting (null: every meeting)
-- columns: sector, month (as 2026-03), invited, attended (how often), partners (of how many partners)
SELECT sector, substr(day, 1, 7) AS month, count(*) AS invited,
       count(*) FILTER (WHERE attended) AS attended, count(DISTINCT partner_id) AS partners
FROM attendance JOIN roster USING (partner_id)
WHERE invited AND day <= $day AND day > $since AND ($meeting IS NULL OR meeting = $meeting)
GROUP BY sector, month
ORDER BY sector, month
