-- Written by pgcompile: change the inventory and compile again.
-- Roles that every cluster has. /pg/bin/pg-init runs it in database postgres; a second run changes nothing.
\set ON_ERROR_STOP on
\set QUIET on
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
CREATE OR REPLACE FUNCTION pg_temp.hmac_pad(key bytea, pad text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $body$
  SELECT substr(bit_send(('x' || rpad(encode(CASE WHEN length(key) > 64 THEN sha256(key) ELSE key END, 'hex'), 128, '0'))::bit(512)
                         # ('x' || repeat(pad, 64))::bit(512)), 5)
$body$;
CREATE OR REPLACE FUNCTION pg_temp.has_password(role text, password text) RETURNS boolean LANGUAGE plpgsql AS $body$
DECLARE
  stored text := (SELECT rolpassword FROM pg_authid WHERE rolname = role);
  verifier text[] := regexp_match(stored, '^SCRAM-SHA-256[$]([0-9]+):([^$]+)[$]([^:]+):');
  key bytea;
  inner_pad bytea;
  outer_pad bytea;
  block bytea;
  sum bit(256);
BEGIN
  IF current_setting('password_encryption') <> 'scram-sha-256' THEN
    RETURN coalesce(stored = 'md5' || md5(password || role), false);
  ELSIF verifier IS NULL THEN
    RETURN false;
  END IF;
  key := convert_to(CASE WHEN getdatabaseencoding() = 'UTF8' THEN normalize(password, NFKC) ELSE password END, getdatabaseencoding());
  inner_pad := pg_temp.hmac_pad(key, '36');
  outer_pad := pg_temp.hmac_pad(key, '5c');
  block := sha256(outer_pad || sha256(inner_pad || decode(verifier[2], 'base64') || '\x00000001'::bytea));
  sum := ('x' || encode(block, 'hex'))::bit(256);
  FOR round IN 2 .. verifier[1]::integer LOOP
    block := sha256(outer_pad || sha256(inner_pad || block));
    sum := sum # ('x' || encode(block, 'hex'))::bit(256);
  END LOOP;
  key := substr(bit_send(sum), 5);
  block := sha256(pg_temp.hmac_pad(key, '5c') || sha256(pg_temp.hmac_pad(key, '36') || 'Client Key'::bytea));
  RETURN encode(sha256(block), 'base64') = verifier[3];
END
$body$;

-- Role dbrole_readonly
SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dbrole_readonly') AS holds \gset
\if :holds
CREATE ROLE "dbrole_readonly" NOLOGIN;
\endif
ALTER ROLE "dbrole_readonly" NOLOGIN;
COMMENT ON ROLE "dbrole_readonly" IS 'reads everything';

-- Role dbrole_offline
SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dbrole_offline') AS holds \gset
\if :holds
CREATE ROLE "dbrole_offline" NOLOGIN;
\endif
ALTER ROLE "dbrole_offline" NOLOGIN;
COMMENT ON ROLE "dbrole_offline" IS 'reads on offline instances only';

-- Role dbrole_readwrite
SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dbrole_readwrite') AS holds \gset
\if :holds
CREATE ROLE "dbrole_readwrite" NOLOGIN;
\endif
ALTER ROLE "dbrole_readwrite" NOLOGIN;
COMMENT ON ROLE "dbrole_readwrite" IS 'reads and writes';
GRANT "dbrole_readonly" TO "dbrole_readwrite";

-- Role dbrole_admin
SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dbrole_admin') AS holds \gset
\if :holds
CREATE ROLE "dbrole_admin" NOLOGIN;
\endif
ALTER ROLE "dbrole_admin" NOLOGIN;
COMMENT ON ROLE "dbrole_admin" IS 'creates objects';
GRANT "pg_monitor" TO "dbrole_admin";
GRANT "dbrole_readwrite" TO "dbrole_admin";

-- Role postgres
SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'postgres') AS holds \gset
\if :holds
CREATE ROLE "postgres" LOGIN;
\endif
ALTER ROLE "postgres" SUPERUSER;
COMMENT ON ROLE "postgres" IS 'superuser of the operating system account';

-- Role replicator
SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'replicator') AS holds \gset
\if :holds
CREATE ROLE "replicator" LOGIN;
\endif
ALTER ROLE "replicator" REPLICATION;
COMMENT ON ROLE "replicator" IS 'replication';
GRANT "pg_monitor" TO "replicator";
GRANT "dbrole_readonly" TO "replicator";

-- Role dbuser_dba
SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dbuser_dba') AS holds \gset
\if :holds
CREATE ROLE "dbuser_dba" LOGIN;
\endif
ALTER ROLE "dbuser_dba" SUPERUSER;
COMMENT ON ROLE "dbuser_dba" IS 'administration';
GRANT "dbrole_admin" TO "dbuser_dba";

-- Role dbuser_monitor
SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dbuser_monitor') AS holds \gset
\if :holds
CREATE ROLE "dbuser_monitor" LOGIN;
\endif
ALTER ROLE "dbuser_monitor" SET "log_min_duration_statement" TO '1000';
COMMENT ON ROLE "dbuser_monitor" IS 'monitoring';
GRANT "pg_monitor" TO "dbuser_monitor";
GRANT "dbrole_readonly" TO "dbuser_monitor";

-- Passwords of the users by which replication, monitoring and administration log in
SELECT pg_temp.has_password('replicator', 'Meadow-Twin-83') AS holds \gset
\if :holds
\else
ALTER ROLE "replicator" PASSWORD 'Meadow-Twin-83';
\endif
SELECT pg_temp.has_password('dbuser_monitor', 'Meadow-Eyes-82') AS holds \gset
\if :holds
\else
ALTER ROLE "dbuser_monitor" PASSWORD 'Meadow-Eyes-82';
\endif
SELECT pg_temp.has_password('dbuser_dba', 'Meadow-Gate-81') AS holds \gset
\if :holds
\else
ALTER ROLE "dbuser_dba" PASSWORD 'Meadow-Gate-81';
\endif
