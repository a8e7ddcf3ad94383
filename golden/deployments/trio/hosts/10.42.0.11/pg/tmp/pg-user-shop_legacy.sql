-- Written by pgcompile: change the inventory and compile again.
-- User shop_legacy. What the inventory does not say stays as it is; a second run changes nothing.
\set ON_ERROR_STOP on
\set QUIET on
\encoding UTF8
SET client_min_messages = 'warning';

-- Any database will do: roles belong to the whole server
\connect -reuse-previous=on "dbname=postgres"
\encoding UTF8
SET client_min_messages = 'warning';

-- No password goes to the log; one that is set already stays as it is.
SET log_statement = 'none';
SET log_min_duration_statement = -1;
SET log_min_duration_sample = -1;
SET log_transaction_sample_rate = 0;
SET log_min_error_statement = 'panic';
SET "pg_stat_statements".track_utility = off;
SET "auto_explain".log_min_duration = -1;

-- The role
SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'shop_legacy') AS holds \gset
\if :holds
CREATE ROLE "shop_legacy" LOGIN;
\endif
ALTER ROLE "shop_legacy" PASSWORD 'md52bfadd5437abc0a661500ff146ec92d3';
ALTER ROLE "shop_legacy" CONNECTION LIMIT 10;
COMMENT ON ROLE "shop_legacy" IS 'business user shop_legacy';
GRANT "dbrole_readonly" TO "shop_legacy";
