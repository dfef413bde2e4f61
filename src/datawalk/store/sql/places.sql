-- purpose: every place with its parent
-- grain: place
-- parameters: none
-- columns: place_id, name, level, parent_id, population, population_period
SELECT place_id, name, level, parent_id, population, population_period FROM places ORDER BY place_id
