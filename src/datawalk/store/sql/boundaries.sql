-- purpose: the outlines of places, to draw maps from
-- grain: place
-- parameters: none
-- columns: document (JSON of a boundary)
SELECT document FROM boundaries ORDER BY place_id
