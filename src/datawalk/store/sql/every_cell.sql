-- purpose: compare one release with the next
-- grain: observation
-- parameters: none
-- columns: what makes a cell one cell, its published numbers, and its flag
SELECT indicator_id, place_id, period_start, period_end, dimension, subgroup,
       estimate, lower, upper, numerator, denominator, flag
FROM observations
