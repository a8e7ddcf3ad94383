-- Written by pgcompile: change the inventory and compile again.
-- User shop_app. What the inventory does not say stays as it is; a second run changes nothing.
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
SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'shop_app') AS holds \gset
\if :holds
CREATE ROLE "shop_app" LOGIN;
\endif
ALTER ROLE "shop_app" PASSWORD 'SCRAM-SHA-256$4096:c2hvcF9hcHAuc2FsdC4wMQ==$3E13di3glzTMika6AZxWf5VQrSEhFI1XHmOTeoFvHas=:Dqn5YYphaNHituKqYJj0dD6b5WIruh/Y9MXCz54U+P8=';
ALTER ROLE "shop_app" CONNECTION LIMIT 200;
ALTER ROLE "shop_app" SET "idle_in_transaction_session_timeout" TO '1min';
ALTER ROLE "shop_app" SET "search_path" TO 'shop', 'public';
ALTER ROLE "shop_app" SET "statement_timeout" TO '30s';
COMMENT ON ROLE "shop_app" IS 'business user shop_app';
GRANT "dbrole_readwrite" TO "shop_app";
