-- Written by pgcompile: change the inventory and compile again.
-- Database meters. A second run changes nothing.
\set ON_ERROR_STOP on
\set QUIET on
\encoding UTF8
SET client_min_messages = 'warning';

-- From outside of the database
\connect -reuse-previous=on "dbname=postgres"
\encoding UTF8
SET client_min_messages = 'warning';

-- Create it where it is missing
SELECT NOT EXISTS (SELECT FROM pg_database WHERE datname = 'meters') AS holds \gset
\if :holds
CREATE DATABASE "meters" OWNER "meter_owner";
\endif

-- The database as a whole
ALTER DATABASE "meters" OWNER TO "meter_owner";
GRANT ALL ON DATABASE "meters" TO "meter_owner";
ALTER DATABASE "meters" SET "citus"."shard_count" TO '64';
COMMENT ON DATABASE "meters" IS 'business database meters';

-- From inside: who may make objects
\connect -reuse-previous=on "dbname=meters"
\encoding UTF8
SET client_min_messages = 'warning';
REVOKE CREATE ON DATABASE "meters" FROM PUBLIC;
GRANT CREATE ON DATABASE "meters" TO "dbrole_admin";
SELECT to_regnamespace('public') IS NOT NULL AS holds \gset
\if :holds
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT CREATE ON SCHEMA public TO "dbrole_admin";
\endif

-- What objects of the owner give to others
ALTER DEFAULT PRIVILEGES FOR ROLE "meter_owner" GRANT USAGE ON SCHEMAS TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "meter_owner" GRANT SELECT ON TABLES TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "meter_owner" GRANT SELECT ON SEQUENCES TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "meter_owner" GRANT EXECUTE ON FUNCTIONS TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "meter_owner" GRANT USAGE ON SCHEMAS TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "meter_owner" GRANT SELECT ON TABLES TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "meter_owner" GRANT SELECT ON SEQUENCES TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "meter_owner" GRANT EXECUTE ON FUNCTIONS TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "meter_owner" GRANT INSERT ON TABLES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "meter_owner" GRANT UPDATE ON TABLES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "meter_owner" GRANT DELETE ON TABLES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "meter_owner" GRANT USAGE ON SEQUENCES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "meter_owner" GRANT UPDATE ON SEQUENCES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "meter_owner" GRANT TRUNCATE ON TABLES TO "dbrole_admin";
ALTER DEFAULT PRIVILEGES FOR ROLE "meter_owner" GRANT REFERENCES ON TABLES TO "dbrole_admin";
ALTER DEFAULT PRIVILEGES FOR ROLE "meter_owner" GRANT TRIGGER ON TABLES TO "dbrole_admin";
ALTER DEFAULT PRIVILEGES FOR ROLE "meter_owner" GRANT CREATE ON SCHEMAS TO "dbrole_admin";

-- Schemas
CREATE SCHEMA IF NOT EXISTS "readings";

-- Extensions
CREATE EXTENSION IF NOT EXISTS "citus" WITH CASCADE;
CREATE EXTENSION IF NOT EXISTS "hll" WITH SCHEMA "public" CASCADE;
