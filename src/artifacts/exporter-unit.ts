/** What the units of the exporters have in common; each has its template. */
export interface ExporterUnit {
  readonly description: string
  /** Path of the environment file. */
  readonly environment: string
  readonly user: string
}

/** What a template of such a unit adds to the view. */
export interface ExporterService {
  /** Program and the variable with its options. */
  readonly command: readonly [program: string, options: string]
  /** Whether a signal makes it read its collector file again. */
  readonly reloads: boolean
  /** Share of one processor that it may use. */
  readonly quota: string
  readonly after?: string
  /** Seconds before it is started again. */
  readonly pause?: string
}

/** A unit as it is read back: sections of settings. */
export function exporterUnit({ description, environment, user }: ExporterUnit, { command, reloads, quota, after, pause }: ExporterService): unknown {
  return [
    ['Unit', [['Description', description], ...(after === undefined ? [] : [['After', after]])]],
    [
      'Service',
      [
        ['EnvironmentFile', `-${environment}`],
        ['User', user],
        ['ExecStart', command],
        ...(reloads ? [['ExecReload', ['/usr/bin/kill', '-HUP', '$MAINPID']]] : []),
        ['Restart', 'on-failure'],
        ...(pause === undefined ? [] : [['RestartSec', pause]]),
        ['CPUQuota', quota],
      ],
    ],
    ['Install', [['WantedBy', 'multi-user.target']]],
  ]
}

/** pg_exporter, wherever it runs. */
export const pgExporterProgram: ExporterService = {
  command: ['/usr/bin/pg_exporter', '$PG_EXPORTER_OPTS'],
  reloads: true,
  quota: '10%',
  after: 'network.target',
  pause: '5',
}
