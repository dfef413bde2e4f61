-- purpose: the tables of what is collected, in a new file
-- grain: `events` one row an event; `store` one row
-- parameters: none
-- columns: none
CREATE TABLE store (id VARCHAR);
CREATE TABLE events (number BIGINT, document VARCHAR, hash VARCHAR);
