-- purpose: where an indicator has rows for a dimension
-- grain: place
-- parameters: indicator_id, dimension
-- columns: place_id
SELECT place_id
FROM covered
WHERE indicator_id = $indicator_id AND dimension = $dimension
