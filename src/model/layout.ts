/** Daemons of an instance, as their units are called. */
export type Daemon = 'patroni' | 'postgres' | 'pgbouncer' | 'pg_exporter' | 'pgbouncer_exporter' | 'pgbackrest_exporter' | 'vip-manager'

/** Log agent pipelines of an instance. */
export type LogJob = 'postgres' | 'patroni' | 'pgbackrest' | 'pgbouncer'

/**
 * Where the files of an instance are and what its units are called. An instance that has its host alone has the places of the reference. Where a
 * host has several, none of them has those: directories of /pg are below `/pg/<instance>`, names of units and files end in `-<instance>`.
 */
export interface Layout {
  /** Whether other instances are on the same host. */
  readonly shared: boolean
  /** The directory of the instance: data, conf, bin, cert, log, spool and tmp are below it. */
  readonly root: string
  readonly data: string
  /** Delivered beside what is compiled, as the scripts in `bin` are. */
  readonly certificate: { readonly ca: string; readonly cert: string; readonly key: string }
  readonly bin: string
  readonly conf: string
  readonly spool: string
  readonly tmp: string
  /** Names of systemd units, with `.service`. */
  readonly units: Readonly<Record<Daemon, string>>
  readonly patroniConfig: string
  /** An environment file of the operator's own. */
  readonly patroniEnvironment: string
  readonly pgbackrestConfig: string
  /** Holds all files of PgBouncer. */
  readonly pgbouncerDirectory: string
  readonly pgbouncerPidfile: string
  /** Files of the variables of the exporters. */
  readonly environment: Readonly<Record<'pg_exporter' | 'pgbouncer_exporter' | 'pgbackrest_exporter', string>>
  readonly collectors: Readonly<Record<'pg_exporter' | 'pgbouncer_exporter', string>>
  readonly vipManagerConfig: string
  readonly pipelines: Readonly<Record<LogJob, string>>
  /** Ends the first part of the names of components of the log agent: empty, or `_pg_a_1`. */
  readonly componentSuffix: string
  /** Name of the password file in the home of the OS user. */
  readonly passwordFile: string
}

/** The layout of the only instance of a host. */
export const ownHost: Layout = layoutOf('/pg', '', false)

/** The layout of an instance beside others; `name` is that of the instance. */
export function besideOthers(name: string): Layout {
  return layoutOf(`/pg/${name}`, `-${name}`, true)
}

/** A directory of the whole host as one of the instance's own: /pg/log is /pg/pg-a-1/log, any other gets a folder for the instance. */
export function ownDirectory({ root, shared }: Layout, name: string, path: string): string {
  if (!shared) return path
  return path === '/pg' || path.startsWith('/pg/') ? `${root}${path.slice('/pg'.length)}` : `${path.replace(/\/+$/, '')}/${name}`
}

function layoutOf(root: string, suffix: string, shared: boolean): Layout {
  const unit = (daemon: Daemon): string => `${daemon}${suffix}.service`
  const pipeline = (job: LogJob): string => `/etc/vector/${job}${suffix}.yaml`
  return {
    shared,
    root,
    data: `${root}/data`,
    certificate: { ca: `${root}/cert/ca.crt`, cert: `${root}/cert/server.crt`, key: `${root}/cert/server.key` },
    bin: `${root}/bin`,
    conf: `${root}/conf`,
    spool: `${root}/spool`,
    tmp: `${root}/tmp`,
    units: {
      patroni: unit('patroni'),
      postgres: unit('postgres'),
      pgbouncer: unit('pgbouncer'),
      pg_exporter: unit('pg_exporter'),
      pgbouncer_exporter: unit('pgbouncer_exporter'),
      pgbackrest_exporter: unit('pgbackrest_exporter'),
      'vip-manager': unit('vip-manager'),
    },
    patroniConfig: `/etc/patroni/patroni${suffix}.yml`,
    patroniEnvironment: `/etc/patroni_env${suffix}.conf`,
    pgbackrestConfig: `/etc/pgbackrest/pgbackrest${suffix}.conf`,
    pgbouncerDirectory: suffix === '' ? '/etc/pgbouncer' : `/etc/pgbouncer/${suffix.slice(1)}`,
    pgbouncerPidfile: `/run/postgresql/pgbouncer${suffix}.pid`,
    environment: {
      pg_exporter: `/etc/default/pg_exporter${suffix}`,
      pgbouncer_exporter: `/etc/default/pgbouncer_exporter${suffix}`,
      pgbackrest_exporter: `/etc/default/pgbackrest_exporter${suffix}`,
    },
    collectors: { pg_exporter: `/etc/pg_exporter${suffix}.yml`, pgbouncer_exporter: `/etc/pgbouncer_exporter${suffix}.yml` },
    vipManagerConfig: `/etc/default/vip-manager${suffix}.yml`,
    pipelines: { postgres: pipeline('postgres'), patroni: pipeline('patroni'), pgbackrest: pipeline('pgbackrest'), pgbouncer: pipeline('pgbouncer') },
    componentSuffix: suffix.replaceAll('-', '_'),
    passwordFile: `.pgpass${suffix}`,
  }
}
