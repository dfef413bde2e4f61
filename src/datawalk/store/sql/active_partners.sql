-- purpose: who took part lately: came to at least one of the last meetings it was invited to, within a year
-- grain: partner
-- parameters: day, since (ISO days: up to and with, after), meetings (how many of the last)
-- columns: partner_id
SELECT partner_id
FROM (
    SELECT partner_id, attended,
           row_number() OVER (PARTITION BY partner_id ORDER BY day DESC, meeting DESC) AS back
    FROM attendance
    WHERE invited AND day <= $day AND day > $since
)
WHERE back <= $meetings
GROUP BY partner_id
HAVING bool_or(attended)
ORDER BY partner_id
