-- Written by pgcompile: change the inventory and compile again.
-- Drops database shop_2019, which the inventory calls absent.
\set ON_ERROR_STOP on
\set QUIET on
\encoding UTF8
SET client_min_messages = 'warning';

-- From outside of the database
\connect -reuse-previous=on "dbname=postgres"
\encoding UTF8
SET client_min_messages = 'warning';

-- Drop it, whoever is in it
SELECT EXISTS (SELECT FROM pg_database WHERE datname = 'shop_2019') AS holds \gset
\if :holds
ALTER DATABASE "shop_2019" IS_TEMPLATE false;
DROP DATABASE "shop_2019" WITH (FORCE);
\endif
