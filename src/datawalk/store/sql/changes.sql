-- purpose: what a release being written changes against the one before it, attached as `before`
-- grain: indicator with a difference
-- parameters: none
-- columns: indicator, and how many of its cells were added, removed, changed, hidden, shown
WITH pairs AS (
    SELECT indicator_id, old.flag AS old_flag, new.flag AS new_flag,
           (old.estimate, old.lower, old.upper, old.numerator, old.denominator, old.flag)
               IS DISTINCT FROM (new.estimate, new.lower, new.upper, new.numerator, new.denominator, new.flag) AS differs
    FROM observations AS new
    FULL JOIN before.observations AS old
        USING (indicator_id, place_id, period_start, period_end, dimension, subgroup)
)
SELECT indicator_id AS indicator,
       count(*) FILTER (old_flag IS NULL) AS added,
       count(*) FILTER (new_flag IS NULL) AS removed,
       count(*) FILTER (differs AND (old_flag = 'suppressed') = (new_flag = 'suppressed')) AS changed,
       count(*) FILTER (old_flag <> 'suppressed' AND new_flag = 'suppressed') AS hidden,
       count(*) FILTER (old_flag = 'suppressed' AND new_flag <> 'suppressed') AS shown
FROM pairs
WHERE differs
GROUP BY indicator_id
ORDER BY indicator_id
