-- purpose: every cell of the release, for an audit of it
-- grain: indicator x place x period x dimension x subgroup
-- parameters: none
-- columns: those of an observation, the period as two years
SELECT indicator_id, place_id, period_start, period_end, dimension, subgroup,
       estimate, lower, upper, se, numerator, denominator, flag, note
FROM observations
ORDER BY indicator_id, place_id, period_start, period_end, dimension, subgroup
