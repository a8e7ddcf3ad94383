import type { Member } from './scene.js'
import type { Draft } from './step.js'

/** What the steps of an upgrade of one cluster have in common. */
export class Upgrade {
  readonly name: string
  /** Major releases. */
  readonly old: number
  readonly next: number
  readonly replicas: readonly Member[]
  /** Directories of the programs of both. */
  readonly programs: { readonly old: string; readonly next: string }

  constructor(
    readonly primary: Member,
    readonly members: readonly Member[],
  ) {
    this.name = primary.after.cluster.name
    this.old = primary.before.postgres.version
    this.next = primary.after.postgres.version
    this.replicas = members.filter((member) => member !== primary)
    this.programs = programsOf(primary)
  }

  /** A step on a host. From turn 799 on it comes with those by SQL, after the units. */
  readonly on = (host: string, id: string, turn: number, step: Pick<Draft, 'command' | 'why' | 'verify' | 'undo' | 'files'>): Draft => ({
    phase: turn >= 799 ? 'sql' : 'server',
    lanes: [this.name],
    kind: 'manual',
    id,
    host,
    turn,
    ...step,
  })
}

/** The programs of both releases. Where one place is given for both it is a link, as /usr/pgsql to /usr/pgsql-18. */
function programsOf({ before, after }: Member): { readonly old: string; readonly next: string } {
  const [old, next] = [before.postgres.binDirectory, after.postgres.binDirectory]
  const own = (directory: string, version: number): string => `${dirname(directory)}-${version}/bin`
  return old === next ? { old: own(old, before.postgres.version), next: own(next, after.postgres.version) } : { old, next }
}

/** The directory that a path is in. */
export function dirname(path: string): string {
  return path.replace(/\/[^/]*$/, '')
}
