-- purpose: one place on a page: the newest figure for everyone, of every indicator
-- grain: indicator
-- parameters: place_id
-- columns: those of an observation, the period as two years
SELECT indicator_id, place_id, period_start, period_end, dimension, subgroup,
       estimate, lower, upper, se, numerator, denominator, flag, note
FROM observations
WHERE place_id = $place_id AND dimension = 'total'
QUALIFY row_number() OVER (PARTITION BY indicator_id ORDER BY period_end DESC, period_start DESC) = 1
ORDER BY indicator_id
