-- Written by pgcompile: change the inventory and compile again.
-- Database books. A second run changes nothing.
\set ON_ERROR_STOP on
\set QUIET on
\encoding UTF8
SET client_min_messages = 'warning';

-- From outside of the database
\connect -reuse-previous=on "dbname=postgres"
\encoding UTF8
SET client_min_messages = 'warning';

-- Create it where it is missing
SELECT NOT EXISTS (SELECT FROM pg_database WHERE datname = 'books') AS holds \gset
\if :holds
CREATE DATABASE "books";
\endif

-- The database as a whole
COMMENT ON DATABASE "books" IS 'business database books';

-- From inside: who may make objects
\connect -reuse-previous=on "dbname=books"
\encoding UTF8
SET client_min_messages = 'warning';
REVOKE CREATE ON DATABASE "books" FROM PUBLIC;
GRANT CREATE ON DATABASE "books" TO "dbrole_admin";
SELECT to_regnamespace('public') IS NOT NULL AS holds \gset
\if :holds
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT CREATE ON SCHEMA public TO "dbrole_admin";
\endif
