-- purpose: one place on a page: the newest figure for everyone, of every indicator
-- grain: indicator
-- parameters: place_id
-- columns: those of an observation, the period as two years
SELECT indicator_id, place_id, period_start, period_end, dimension, subgroup,
       estimate, lower, upper, se, numerator, denominator, flag, note
FROM newest
WHERE place_id = $place_id
ORDER BY indicator_id
