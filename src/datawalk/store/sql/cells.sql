-- purpose: every cell of one indicator, place and dimension
-- grain: period x subgroup
-- parameters: indicator_id, place_id, dimension
-- columns: those of an observation, the period as two years
SELECT indicator_id, place_id, period_start, period_end, dimension, subgroup,
       estimate, lower, upper, se, numerator, denominator, flag, note
FROM observations
WHERE indicator_id = $indicator_id AND place_id = $place_id AND dimension = $dimension
