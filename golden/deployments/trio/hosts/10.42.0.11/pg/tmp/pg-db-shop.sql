-- Written by pgcompile: change the inventory and compile again.
-- Database shop. A second run changes nothing.
\set ON_ERROR_STOP on
\set QUIET on
\encoding UTF8
SET client_min_messages = 'warning';

-- From outside of the database
\connect -reuse-previous=on "dbname=postgres"
\encoding UTF8
SET client_min_messages = 'warning';

-- Create it where it is missing
SELECT NOT EXISTS (SELECT FROM pg_database WHERE datname = 'shop') AS holds \gset
\if :holds
CREATE DATABASE "shop" OWNER "shop_owner";
\endif

-- The database as a whole
ALTER DATABASE "shop" OWNER TO "shop_owner";
GRANT ALL ON DATABASE "shop" TO "shop_owner";
ALTER DATABASE "shop" CONNECTION LIMIT 400;
ALTER DATABASE "shop" SET "default_statistics_target" TO '500';
ALTER DATABASE "shop" SET "log_lock_waits" TO 'on';
ALTER DATABASE "shop" SET "search_path" TO 'shop', 'public';
COMMENT ON DATABASE "shop" IS 'the shop: it''s where orders live';

-- From inside: who may make objects
\connect -reuse-previous=on "dbname=shop"
\encoding UTF8
SET client_min_messages = 'warning';
REVOKE CREATE ON DATABASE "shop" FROM PUBLIC;
GRANT CREATE ON DATABASE "shop" TO "dbrole_admin";
SELECT to_regnamespace('public') IS NOT NULL AS holds \gset
\if :holds
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT CREATE ON SCHEMA public TO "dbrole_admin";
\endif

-- What objects of the owner give to others
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_owner" GRANT USAGE ON SCHEMAS TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_owner" GRANT SELECT ON TABLES TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_owner" GRANT SELECT ON SEQUENCES TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_owner" GRANT EXECUTE ON FUNCTIONS TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_owner" GRANT USAGE ON SCHEMAS TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_owner" GRANT SELECT ON TABLES TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_owner" GRANT SELECT ON SEQUENCES TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_owner" GRANT EXECUTE ON FUNCTIONS TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_owner" GRANT INSERT ON TABLES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_owner" GRANT UPDATE ON TABLES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_owner" GRANT DELETE ON TABLES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_owner" GRANT USAGE ON SEQUENCES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_owner" GRANT UPDATE ON SEQUENCES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_owner" GRANT TRUNCATE ON TABLES TO "dbrole_admin";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_owner" GRANT REFERENCES ON TABLES TO "dbrole_admin";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_owner" GRANT TRIGGER ON TABLES TO "dbrole_admin";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_owner" GRANT CREATE ON SCHEMAS TO "dbrole_admin";

-- Schemas
CREATE SCHEMA IF NOT EXISTS "shop";
CREATE SCHEMA IF NOT EXISTS "archive";
ALTER SCHEMA "archive" OWNER TO "shop_owner";
DROP SCHEMA IF EXISTS "scratch" CASCADE;

-- Extensions
CREATE EXTENSION IF NOT EXISTS "pg_cron" WITH CASCADE;
CREATE EXTENSION IF NOT EXISTS "vector" WITH SCHEMA "shop" CASCADE;
CREATE EXTENSION IF NOT EXISTS "hstore" WITH SCHEMA "public" VERSION '1.8' CASCADE;
DROP EXTENSION IF EXISTS "dblink" CASCADE;
