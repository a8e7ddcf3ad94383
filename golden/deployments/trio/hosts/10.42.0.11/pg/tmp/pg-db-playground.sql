-- Written by pgcompile: change the inventory and compile again.
-- Database playground. The inventory wants it made again: EVERY RUN LOSES ITS DATA.
\set ON_ERROR_STOP on
\set QUIET on
\encoding UTF8
SET client_min_messages = 'warning';

-- From outside of the database
\connect -reuse-previous=on "dbname=postgres"
\encoding UTF8
SET client_min_messages = 'warning';

-- Drop it, whoever is in it
SELECT EXISTS (SELECT FROM pg_database WHERE datname = 'playground') AS holds \gset
\if :holds
ALTER DATABASE "playground" IS_TEMPLATE false;
DROP DATABASE "playground" WITH (FORCE);
\endif

-- Create it where it is missing
SELECT NOT EXISTS (SELECT FROM pg_database WHERE datname = 'playground') AS holds \gset
\if :holds
CREATE DATABASE "playground" OWNER "shop_etl" STRATEGY 'FILE_COPY';
\endif

-- The database as a whole
ALTER DATABASE "playground" OWNER TO "shop_etl";
GRANT ALL ON DATABASE "playground" TO "shop_etl";
ALTER DATABASE "playground" CONNECTION LIMIT 5;
COMMENT ON DATABASE "playground" IS 'business database playground';

-- From inside: who may make objects
\connect -reuse-previous=on "dbname=playground"
\encoding UTF8
SET client_min_messages = 'warning';
REVOKE CREATE ON DATABASE "playground" FROM PUBLIC;
GRANT CREATE ON DATABASE "playground" TO "dbrole_admin";
SELECT to_regnamespace('public') IS NOT NULL AS holds \gset
\if :holds
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT CREATE ON SCHEMA public TO "dbrole_admin";
\endif

-- What objects of the owner give to others
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_etl" GRANT USAGE ON SCHEMAS TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_etl" GRANT SELECT ON TABLES TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_etl" GRANT SELECT ON SEQUENCES TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_etl" GRANT EXECUTE ON FUNCTIONS TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_etl" GRANT USAGE ON SCHEMAS TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_etl" GRANT SELECT ON TABLES TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_etl" GRANT SELECT ON SEQUENCES TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_etl" GRANT EXECUTE ON FUNCTIONS TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_etl" GRANT INSERT ON TABLES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_etl" GRANT UPDATE ON TABLES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_etl" GRANT DELETE ON TABLES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_etl" GRANT USAGE ON SEQUENCES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_etl" GRANT UPDATE ON SEQUENCES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_etl" GRANT TRUNCATE ON TABLES TO "dbrole_admin";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_etl" GRANT REFERENCES ON TABLES TO "dbrole_admin";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_etl" GRANT TRIGGER ON TABLES TO "dbrole_admin";
ALTER DEFAULT PRIVILEGES FOR ROLE "shop_etl" GRANT CREATE ON SCHEMAS TO "dbrole_admin";
