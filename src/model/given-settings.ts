import { settledReleases } from '../compat/settings/settings.js'
import type { Span } from '../source/span.js'
import type { Cluster, Instance } from './model.js'
import { Remembered } from './remembered.js'
import { isSettingName, type Setting } from './setting.js'

/** A setting that the inventory gives to the server, a role or a database. */
export interface GivenSetting {
  readonly scope: 'server' | 'role' | 'database'
  readonly name: string
  /** Absent where a role or database goes back to the server's own value. */
  readonly value?: string
  readonly at: Span
  /** Begins a message: "pg_parameters.work_mem", "setting work_mem of user app". */
  readonly what: string
}

/** Every setting that reaches the server of an instance; one whose name no setting can have has been reported and is left out. */
export function givenSettings(instance: Instance): readonly GivenSetting[] {
  const { patroni, provisioning, serverSettings, defaultRoles, users, databases } = instance
  const which = `${patroni === undefined ? '' : 'server'} ${provisioning.enabled ? 'objects' : ''}`
  return known.of([serverSettings, defaultRoles, users, databases], which, () => collect(instance))
}

const known = new Remembered<readonly GivenSetting[]>()

function collect({ patroni, provisioning, serverSettings, defaultRoles, users, databases }: Instance): GivenSetting[] {
  const server = patroni === undefined ? [] : serverSettings
  const roles = provisioning.enabled ? [...defaultRoles, ...users] : []
  const given: GivenSetting[] = [
    ...server.map(({ name, value, at }) => ({ scope: 'server' as const, name, value, at, what: `pg_parameters.${name}` })),
    ...roles.filter(({ state }) => state === 'create').flatMap((user) => ofObject('role', `user ${user.name}`, user.settings)),
    ...(provisioning.enabled ? databases : [])
      .filter(({ state }) => state !== 'absent')
      .flatMap((database) => ofObject('database', `database ${database.name}`, database.settings)),
  ]
  return given.filter(({ name }) => isSettingName(name))
}

function ofObject(scope: 'role' | 'database', whose: string, settings: readonly Setting[]): GivenSetting[] {
  return settings.map(({ name, value, reset, at }) => ({ scope, name, at, what: `setting ${name} of ${whose}`, ...(reset ? {} : { value }) }))
}

/** Whether the table of settings is that of the cluster's server: other kernels have settings and words of their own. */
export function hasKnownSettings({ mode }: Cluster, version: number): boolean {
  return ['pgsql', 'citus'].includes(mode) && version >= settledReleases.first && version <= settledReleases.last
}
