-- purpose: what there is for each indicator, to list it and to offer its dimensions
-- grain: indicator x dimension
-- parameters: none
-- columns: indicator_id, dimension, places (how many places have a row)
SELECT indicator_id, dimension, count(*) AS places
FROM covered
GROUP BY indicator_id, dimension
ORDER BY indicator_id, dimension
