-- Written by pgcompile: change the inventory and compile again.
-- User herbs_app. What the inventory does not say stays as it is; a second run changes nothing.
\set ON_ERROR_STOP on
\set QUIET on
\encoding UTF8
SET client_min_messages = 'warning';

-- Any database will do: roles belong to the whole server
\connect -reuse-previous=on "dbname=postgres"
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

-- The role
SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'herbs_app') AS holds \gset
\if :holds
CREATE ROLE "herbs_app" LOGIN;
\endif
SELECT pg_temp.has_password('herbs_app', 'Thyme-Saucer-7') AS holds \gset
\if :holds
\else
ALTER ROLE "herbs_app" PASSWORD 'Thyme-Saucer-7';
\endif
COMMENT ON ROLE "herbs_app" IS 'business user herbs_app';
GRANT "dbrole_admin" TO "herbs_app";
