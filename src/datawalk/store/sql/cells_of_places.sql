-- purpose: places beside each other: the cells of one indicator, period and dimension
-- grain: place x subgroup
-- parameters: indicator_id, place_ids, period_start, period_end, dimension
-- columns: those of an observation, the period as two years
SELECT indicator_id, place_id, period_start, period_end, dimension, subgroup,
       estimate, lower, upper, se, numerator, denominator, flag, note
FROM observations
WHERE indicator_id = $indicator_id AND dimension = $dimension
  AND period_start = $period_start AND period_end = $period_end
  AND place_id IN (SELECT unnest($place_ids))
