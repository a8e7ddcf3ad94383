-- Written by pgcompile: change the inventory and compile again.
-- User shop_partner. What the inventory does not say stays as it is; a second run changes nothing.
\set ON_ERROR_STOP on
\set QUIET on
\encoding UTF8
SET client_min_messages = 'warning';

-- Any database will do: roles belong to the whole server
\connect -reuse-previous=on "dbname=postgres"
\encoding UTF8
SET client_min_messages = 'warning';

-- The role
SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'shop_partner') AS holds \gset
\if :holds
CREATE ROLE "shop_partner" LOGIN;
\endif
COMMENT ON ROLE "shop_partner" IS 'business user shop_partner';
GRANT "dbrole_readonly" TO "shop_partner";
