-- Written by pgcompile: change the inventory and compile again.
-- Drops user shop_intern, which the inventory calls absent; what it owns goes to postgres.
\set ON_ERROR_STOP on
\set QUIET on
\encoding UTF8
SET client_min_messages = 'warning';

-- Any database will do: roles belong to the whole server
\connect -reuse-previous=on "dbname=postgres"
\encoding UTF8
SET client_min_messages = 'warning';

-- Sessions, objects, privileges, then the role
SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'shop_intern') AS holds \gset
\if :holds
ALTER ROLE "shop_intern" NOLOGIN;
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'shop_intern';
\setenv PGHOST :HOST
\setenv PGPORT :PORT
\setenv PGUSER :USER
\setenv PGDATABASE postgres
\pset format unaligned
\pset tuples_only on
SELECT format(E'\\connect -reuse-previous=on "dbname=''%s''"\nREASSIGN OWNED BY %I TO %I;\nDROP OWNED BY %2$I;',
    replace(regexp_replace(datname, '([\\''])', '\\\1', 'g'), '"', '""'), 'shop_intern', 'postgres')
  FROM pg_database WHERE datallowconn ORDER BY datname \g |psql -X -q -v ON_ERROR_STOP=1
DROP ROLE "shop_intern";
\endif
