import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compileValid, minimal } from '../compile.js'
import { Installed } from './installed.js'
import { hasPostgres, PostgresServer, Sandbox } from './postgres.js'

const config = '/etc/pgbackrest/pgbackrest.conf'
const scripts = ['/pg/bin/pg-role', '/pg/bin/pg-backup', '/pg/bin/pg-backup-init']

/** A member of pg-test with what was compiled for its backups, beside a server of the sandbox. */
function install(sandbox: Sandbox, port: number): Installed {
  const socket = sandbox.directory
  const installed = new Installed(sandbox, `host-${port}`, { '/var/run/postgresql': socket })
  const compiled = compileValid(minimal({ cluster: `pg_port: ${port}\npg_version: 15\npg_bin_dir: /usr/lib/postgresql/15/bin` }))
  installed.put(compiled, [config, ...scripts])
  // The compiled file has the places of a host of its own.
  const text = readFileSync(installed.at(config), 'utf8').replace(/^pg1-path=.*$/m, `pg1-path=${socket}/data-${port}\npg1-socket-path=${socket}`)
  writeFileSync(installed.at(config), text.replace('[global]', `[global]\nlock-path=${installed.at('/lock')}`))
  for (const path of ['/pg/spool', '/pg/backup', '/pg/log/pgbackrest']) installed.directory(path)
  return installed
}

const canRun = hasPostgres && existsSync('/usr/bin/pgbackrest')

test.skipIf(!canRun)('a primary and a replica with repositories of their own', { timeout: 120_000 }, () => {
  const sandbox = new Sandbox()
  const servers: PostgresServer[] = []
  try {
    const first = install(sandbox, 5541)
    const second = install(sandbox, 5542)
    const archive = `pgbackrest --config=${first.at(config)} --stanza=pg-test archive-push %p`
    const primary = PostgresServer.create(sandbox, 5541, ['archive_mode = on', `archive_command = '${archive}'`])
    servers.push(primary)
    servers.push(primary.standby(5542))

    expect(first.run('/pg/bin/pg-role')).toEqual({ status: 0, stdout: 'primary\n', stderr: '' })
    expect(second.run('/pg/bin/pg-role')).toEqual({ status: 0, stdout: 'replica\n', stderr: '' })
    // By root, who is no user of the database.
    expect(spawnSync(second.at('/pg/bin/pg-role'), { encoding: 'utf8' })).toMatchObject({ status: 0, stdout: 'replica\n', stderr: '' })

    const backups = (host: Installed): string[] =>
      existsSync(host.at('/pg/backup/backup/pg-test'))
        ? readdirSync(host.at('/pg/backup/backup/pg-test'))
            .filter((name) => /^\d{8}-\d{6}F/.test(name))
            .sort()
        : []
    const done = (host: Installed, path: string, args: readonly string[] = []): string => {
      const { status, stdout, stderr } = host.run(path, args)
      expect(status, stdout + stderr).toBe(0)
      return stdout
    }

    done(first, '/pg/bin/pg-backup-init')
    expect(backups(first)).toEqual([expect.stringMatching(/F$/)])
    done(first, '/pg/bin/pg-backup-init')
    expect(backups(first).length).toBe(1)

    done(second, '/pg/bin/pg-backup-init')
    expect(existsSync(second.at('/pg/backup/archive/pg-test/archive.info'))).toBe(true)
    done(second, '/pg/bin/pg-backup-init')
    expect(done(second, '/pg/bin/pg-backup', ['full'])).toMatch(/nothing to do/)
    expect(backups(second)).toEqual([])

    done(first, '/pg/bin/pg-backup')
    done(first, '/pg/bin/pg-backup', ['diff'])
    done(first, '/pg/bin/pg-backup', ['full'])
    expect(backups(first)).toEqual([/F$/, /F_.*I$/, /F_.*D$/, /F$/].map((kind) => expect.stringMatching(kind)))

    primary.stop()
    expect(first.run('/pg/bin/pg-role').status).toBe(1)
    expect(first.run('/pg/bin/pg-backup', ['full']).status).toBe(1)
  } finally {
    for (const server of servers) server.stop()
    sandbox.remove()
  }
})
