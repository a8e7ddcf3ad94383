import { existsSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { nearest } from '../inventory/nearest.js'
import { EnvironmentProblem, missing } from '../node/read.js'
import { commands } from './commands.js'
import { version } from './version.js'

const about = [
  'The compiler for highly available PostgreSQL.',
  '',
  'Reads an inventory (as Ansible does, with the parameters of Pigsty v4.5) and writes, for every host, the files to install: patroni.yml, haproxy, pgbouncer, pg_hba.conf, pgBackRest, vip-manager, etcd, DNS records, exporters, scrape targets, log pipelines, provisioning SQL, units. It touches no host and needs no network; the same input gives the same bytes.',
].join('\n')

const more = `
Examples:
  pgcompile inventory.yml -o out/                 compile: out/hosts/<host>/<path on the host> and out/manifest.json
  pgcompile inventory.yml --facts facts.yml -o out/
                                                  with CPUs, memory, disks and interfaces of the hosts
  pgcompile inventory/ -i more.ini -e pg_max_conn=500 -e @secrets.yml -o out/
                                                  a directory with group_vars, a second inventory, extra variables
  pgcompile check inventory.yml                   only the findings; writes nothing
  pgcompile check - --format sarif < inventory.yml
                                                  from standard input, as code scanning reads findings; also json, github
  pgcompile inventory.yml -o out/ --check         whether out/ is what the inventory compiles to; --dry-run: what would change
  pgcompile diff --rev main inventory.yml         what the edit since main will do: files, restarts, access
  pgcompile watch inventory.yml -o out/           the same whenever a file is saved
  pgcompile bundle inventory.yml -o bundles/      one tar a host, with owners and modes
  pgcompile access inventory.yml --user app --db shop --from 10.1.2.3
                                                  who may connect to what, hop by hop; also searches, tables, expectations
  pgcompile describe inventory.yml pg-test        an instance, cluster or host on one screen
  pgcompile explain inventory.yml pg-test-2 pg_max_conn
                                                  where a value comes from, what it beat, the lines that it makes
  pgcompile explain inventory.yml 10.10.10.11:/etc/patroni/patroni.yml:57
                                                  what a line of an output file is made of
  pgcompile route inventory.yml pg-test:5434 --down pg-test-1
                                                  the servers behind a service, and who serves when one is down
  pgcompile whatif inventory.yml                  what every single and double failure loses
  pgcompile explain-code hba-address              what the code of a finding means, with a wrong and a right sample
  pgcompile params pg_vip_address                 what a parameter is, what it may be, which files depend on it
  pgcompile schema > inventory.schema.json        completion and hovers in editors
  pgcompile init --host 10.0.0.1                  a first inventory, with explanations and random passwords
  rsync -a --keep-dirlinks out/hosts/10.10.10.10/ root@10.10.10.10:/
                                                  install one host's files

Exit status:
  0  done
  1  the inventory or the environment has an error (with --fail-on warning: or a warning), and nothing was written
  2  differences found (commands that compare)

Findings go to standard error as file:line:column: severity[code]: message, with the lines they are about, all of them in one run.
Colour is for terminals, and NO_COLOR switches it off.
An existing output directory stays whole until the new tree is complete.`

type Name = keyof typeof commands

/** The commands that a run can come to: the one it names, the default one, or all where it asks about all. Nobody waits for the others. */
function wanted(args: readonly string[]): readonly Name[] {
  const all = Object.keys(commands) as Name[]
  const [first] = args
  if (first === undefined || ['help', '-h', '--help', 'completion', 'man'].includes(first)) return all
  return all.filter((name) => name === (Object.hasOwn(commands, first) ? first : 'compile'))
}

/** A word that is no command is an inventory to read: where there is no such file, it was meant as the command that it is like. */
function refuseMisspelt(word: string): void {
  const command = Object.hasOwn(commands, word) ? undefined : nearest(word, Object.keys(commands))
  if (command !== undefined && !existsSync(word)) throw new EnvironmentProblem(`cannot read ${word}: ${missing}; did you mean the command \`${command}\`?`)
}

/** Runs the command line; the result is the exit status. `thread` is the script of the thread that may write files. */
export async function program(args: readonly string[], thread?: string): Promise<number> {
  refuseMisspelt(args[0] ?? '')
  let status = 0
  const done = (result: number): void => {
    status = result
  }
  const root = new Command('pgcompile')
  root.usage('<inventory...> -o <directory> [--facts <file>]\n       pgcompile <command> --help')
  root.description(about).version(version, '-V, --version', 'print the version').helpOption('-h, --help', 'print this help').addHelpText('after', more)
  root.showHelpAfterError('(pgcompile --help says more)').exitOverride()
  for (const name of wanted(args)) root.addCommand((await commands[name]())(done, thread), { isDefault: name === 'compile' })
  if (args.length === 0) {
    root.outputHelp({ error: true })
    return 1
  }
  try {
    await root.parseAsync(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode
    throw error
  }
  return status
}
