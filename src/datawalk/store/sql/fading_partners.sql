-- purpose: who came before and does not now: to none of the last meetings it was invited to, to two or more of those before
-- grain: partner
-- parameters: day, since (ISO days: up to and with, after), meetings (how many of the last), before (how many before those)
-- columns: partner_id, came (of those before), asked (how many of those before), last_came (ISO day)
SELECT partner_id,
       count(*) FILTER (WHERE attended AND back > $meetings) AS came,
       count(*) FILTER (WHERE back > $meetings) AS asked,
       max(day) FILTER (WHERE attended) AS last_came
FROM (
    SELECT partner_id, day, attended,
           row_number() OVER (PARTITION BY partner_id ORDER BY day DESC, meeting DESC) AS back
    FROM attendance
    WHERE invited AND day <= $day AND day > $since
) JOIN roster USING (partner_id)
WHERE back <= $meetings + $before AND coalesce(left_on, '9') > $day AND coalesce(joined_on, '') <= $day
GROUP BY partner_id
HAVING count(*) FILTER (WHERE back <= $meetings) = $meetings
   AND count(*) FILTER (WHERE attended AND back <= $meetings) = 0
   AND came >= 2
ORDER BY partner_id
