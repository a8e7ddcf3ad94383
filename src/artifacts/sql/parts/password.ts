import { isVerifier } from '../../../model/password.js'
import { name, psql, type Statement, sql, text } from '../../statement.js'

/** Keeps the passwords of the following statements out of the server's log and out of its statistics about statements. */
export const silence: readonly Statement[] = [
  sql`SET log_statement = 'none'`,
  sql`SET log_min_duration_statement = -1`,
  sql`SET log_min_duration_sample = -1`,
  sql`SET log_transaction_sample_rate = 0`,
  sql`SET log_min_error_statement = 'panic'`,
  sql`SET "pg_stat_statements".track_utility = off`,
  sql`SET "auto_explain".log_min_duration = -1`,
]

/**
 * Functions of the session that tell whether a role has a password already. Setting it again would give it another salt: replicas, the pool and
 * every dump would see a change where there is none. HMAC, PBKDF2 and the layout of a verifier: RFC 5802; a password with characters beyond ASCII
 * is compared in its NFKC form, and where that is not all of SASLprep it is simply set again.
 */
export const comparePasswords: readonly Statement[] = [
  sql`CREATE OR REPLACE FUNCTION pg_temp.hmac_pad(key bytea, pad text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $body$
  SELECT substr(bit_send(('x' || rpad(encode(CASE WHEN length(key) > 64 THEN sha256(key) ELSE key END, 'hex'), 128, '0'))::bit(512)
                         # ('x' || repeat(pad, 64))::bit(512)), 5)
$body$`,
  sql`CREATE OR REPLACE FUNCTION pg_temp.has_password(role text, password text) RETURNS boolean LANGUAGE plpgsql AS $body$
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
$body$`,
]

/** Sets the password, unless the role has it. A verifier is stored as it is; an empty one takes the password away. */
export function passwordStatements(role: string, password: string): Statement[] {
  if (password === '') return [sql`ALTER ROLE ${name(role)} PASSWORD NULL`]
  const set = sql`ALTER ROLE ${name(role)} PASSWORD ${text(password)}`
  if (isVerifier(password)) return [set]
  return [psql`SELECT pg_temp.has_password(${text(role)}, ${text(password)}) AS holds \gset`, psql`\if :holds`, psql`\else`, set, psql`\endif`]
}

/** Whether any of these needs the functions above. */
export function isCompared(password: string | undefined): boolean {
  return password !== undefined && password !== '' && !isVerifier(password)
}
