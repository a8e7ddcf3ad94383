-- Written by pgcompile: change the inventory and compile again.
-- Database press. A second run changes nothing.
\set ON_ERROR_STOP on
\set QUIET on
\encoding UTF8
SET client_min_messages = 'warning';

-- From outside of the database
\connect -reuse-previous=on "dbname=postgres"
\encoding UTF8
SET client_min_messages = 'warning';

-- Create it where it is missing
SELECT NOT EXISTS (SELECT FROM pg_database WHERE datname = 'press') AS holds \gset
\if :holds
CREATE DATABASE "press" OWNER "press_desk";
\endif

-- The database as a whole
ALTER DATABASE "press" OWNER TO "press_desk";
GRANT ALL ON DATABASE "press" TO "press_desk";
COMMENT ON DATABASE "press" IS 'business database press';

-- From inside: who may make objects
\connect -reuse-previous=on "dbname=press"
\encoding UTF8
SET client_min_messages = 'warning';
REVOKE CREATE ON DATABASE "press" FROM PUBLIC;
GRANT CREATE ON DATABASE "press" TO "dbrole_admin";
SELECT to_regnamespace('public') IS NOT NULL AS holds \gset
\if :holds
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT CREATE ON SCHEMA public TO "dbrole_admin";
\endif

-- What objects of the owner give to others
ALTER DEFAULT PRIVILEGES FOR ROLE "press_desk" GRANT USAGE ON SCHEMAS TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "press_desk" GRANT SELECT ON TABLES TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "press_desk" GRANT SELECT ON SEQUENCES TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "press_desk" GRANT EXECUTE ON FUNCTIONS TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "press_desk" GRANT USAGE ON SCHEMAS TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "press_desk" GRANT SELECT ON TABLES TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "press_desk" GRANT SELECT ON SEQUENCES TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "press_desk" GRANT EXECUTE ON FUNCTIONS TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "press_desk" GRANT INSERT ON TABLES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "press_desk" GRANT UPDATE ON TABLES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "press_desk" GRANT DELETE ON TABLES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "press_desk" GRANT USAGE ON SEQUENCES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "press_desk" GRANT UPDATE ON SEQUENCES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "press_desk" GRANT TRUNCATE ON TABLES TO "dbrole_admin";
ALTER DEFAULT PRIVILEGES FOR ROLE "press_desk" GRANT REFERENCES ON TABLES TO "dbrole_admin";
ALTER DEFAULT PRIVILEGES FOR ROLE "press_desk" GRANT TRIGGER ON TABLES TO "dbrole_admin";
ALTER DEFAULT PRIVILEGES FOR ROLE "press_desk" GRANT CREATE ON SCHEMAS TO "dbrole_admin";
