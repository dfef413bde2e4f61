-- purpose: the workspace's declarations
-- grain: declaration
-- parameters: none
-- columns: kind, id, document (JSON)
SELECT kind, id, document FROM declarations ORDER BY kind, position
