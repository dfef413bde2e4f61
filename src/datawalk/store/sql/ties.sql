-- purpose: who reported on a day that it works with whom, among the partners of that day
-- grain: reporting partner x other partner
-- parameters: day (ISO day), kind (null: every kind)
-- columns: from_partner, to_partner
SELECT DISTINCT from_partner, to_partner
FROM ties
JOIN roster AS one ON one.partner_id = from_partner
JOIN roster AS other ON other.partner_id = to_partner
WHERE coalesce(reported_on, '') <= $day AND ($kind IS NULL OR kind = $kind)
  AND coalesce(one.left_on, '9') > $day AND coalesce(one.joined_on, '') <= $day
  AND coalesce(other.left_on, '9') > $day AND coalesce(other.joined_on, '') <= $day
