-- purpose: made while a release is written: the newest figure for everyone, by place, so that a place's page reads one stretch
-- grain: place x indicator
-- parameters: none
-- columns: those of an observation, the period as two years
CREATE TABLE newest AS
SELECT *
FROM observations
WHERE dimension = 'total'
QUALIFY row_number() OVER (PARTITION BY place_id, indicator_id ORDER BY period_end DESC, period_start DESC) = 1
ORDER BY place_id, indicator_id
