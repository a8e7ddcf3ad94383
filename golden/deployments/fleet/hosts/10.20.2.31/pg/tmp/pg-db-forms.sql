-- Written by pgcompile: change the inventory and compile again.
-- Database forms. A second run changes nothing.
\set ON_ERROR_STOP on
\set QUIET on
\encoding UTF8
SET client_min_messages = 'warning';

-- From outside of the database
\connect -reuse-previous=on "dbname=postgres"
\encoding UTF8
SET client_min_messages = 'warning';

-- Create it where it is missing
SELECT NOT EXISTS (SELECT FROM pg_database WHERE datname = 'forms') AS holds \gset
\if :holds
CREATE DATABASE "forms" OWNER "dbuser_dba";
\endif

-- The database as a whole
ALTER DATABASE "forms" OWNER TO "dbuser_dba";
GRANT ALL ON DATABASE "forms" TO "dbuser_dba";
COMMENT ON DATABASE "forms" IS 'business database forms';

-- From inside: who may make objects
\connect -reuse-previous=on "dbname=forms"
\encoding UTF8
SET client_min_messages = 'warning';
REVOKE CREATE ON DATABASE "forms" FROM PUBLIC;
GRANT CREATE ON DATABASE "forms" TO "dbrole_admin";
SELECT to_regnamespace('public') IS NOT NULL AS holds \gset
\if :holds
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT CREATE ON SCHEMA public TO "dbrole_admin";
\endif

-- What objects of the owner give to others
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT USAGE ON SCHEMAS TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT SELECT ON TABLES TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT SELECT ON SEQUENCES TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT EXECUTE ON FUNCTIONS TO "dbrole_readonly";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT USAGE ON SCHEMAS TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT SELECT ON TABLES TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT SELECT ON SEQUENCES TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT EXECUTE ON FUNCTIONS TO "dbrole_offline";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT INSERT ON TABLES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT UPDATE ON TABLES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT DELETE ON TABLES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT USAGE ON SEQUENCES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT UPDATE ON SEQUENCES TO "dbrole_readwrite";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT TRUNCATE ON TABLES TO "dbrole_admin";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT REFERENCES ON TABLES TO "dbrole_admin";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT TRIGGER ON TABLES TO "dbrole_admin";
ALTER DEFAULT PRIVILEGES FOR ROLE "dbuser_dba" GRANT CREATE ON SCHEMAS TO "dbrole_admin";
