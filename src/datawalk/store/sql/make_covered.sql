-- purpose: made while a release is written: which places have a row for an indicator and dimension, in any period
-- grain: indicator x dimension x place
-- parameters: none
-- columns: indicator_id, dimension, place_id
CREATE TABLE covered AS
SELECT DISTINCT indicator_id, dimension, place_id
FROM observations
ORDER BY indicator_id, dimension, place_id
