-- purpose: cells for many goals at once
-- grain: indicator x place x dimension x subgroup x period
-- parameters: lists of one length: indicator_ids, place_ids, dimensions, subgroups ('' for every one), starts and ends of periods
-- (0 for every one)
-- columns: those of an observation, the period as two years
SELECT DISTINCT o.indicator_id, o.place_id, o.period_start, o.period_end, o.dimension, o.subgroup,
       o.estimate, o.lower, o.upper, o.se, o.numerator, o.denominator, o.flag, o.note
FROM observations AS o
JOIN (
    SELECT unnest($indicator_ids) AS indicator_id, unnest($place_ids) AS place_id, unnest($dimensions) AS dimension,
           unnest($subgroups) AS subgroup, unnest($starts) AS period_start, unnest($ends) AS period_end
) AS wanted ON o.indicator_id = wanted.indicator_id AND o.place_id = wanted.place_id AND o.dimension = wanted.dimension
    AND (wanted.subgroup = '' OR o.subgroup = wanted.subgroup)
    AND (wanted.period_end = 0 OR (o.period_start = wanted.period_start AND o.period_end = wanted.period_end))
