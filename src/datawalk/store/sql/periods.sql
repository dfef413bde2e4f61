-- purpose: the periods in which any of some places has a row
-- grain: period
-- parameters: indicator_id, place_ids, dimension
-- columns: period_start, period_end
SELECT DISTINCT period_start, period_end
FROM observations
WHERE indicator_id = $indicator_id AND dimension = $dimension AND place_id IN (SELECT unnest($place_ids))
ORDER BY period_end, period_start
