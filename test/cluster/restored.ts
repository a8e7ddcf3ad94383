import type { Host } from './host.js'
import { until } from './process.js'

const place = '/pg/tmp/restored'
const options = { user: 'postgres', timeout: 60_000 }

/** Restores the last backup of a host to a moment, beside its server, and asks the result, in the database that has the name of the stanza. */
export async function restored(host: Host, stanza: string, moment: string, question: string): Promise<string> {
  await host.demand(['install', '-d', '-m', '0700', place], options)
  const target = ['--type=time', `--target=${moment}`, '--target-action=promote']
  await host.demand(['pgbackrest', `--stanza=${stanza}`, `--pg1-path=${place}`, ...target, 'restore'], options)
  const settings = ['port=5999', 'listen_addresses=', 'unix_socket_directories=/tmp', 'archive_mode=off']
  const own = [`hba_file=${place}/pg_hba.conf`, `ident_file=${place}/pg_ident.conf`]
  const control = ['/usr/lib/postgresql/15/bin/pg_ctl', '-D', place, '-s', '-w', '-l', '/tmp/restored.log']
  await host.demand([...control, '-o', [...settings, ...own].map((setting) => `-c ${setting}`).join(' '), 'start'], options)
  const ask = async (text: string): Promise<string> => (await host.demand(['psql', '-h', '/tmp', '-p', '5999', '-d', stanza, '-XAtc', text], options)).trim()
  await until('an end of the recovery', async () => ((await ask('SELECT pg_is_in_recovery()')) === 'f' ? true : undefined), 20)
  const answer = await ask(question)
  await host.demand([...control, '-m', 'immediate', 'stop'], options)
  return answer
}
