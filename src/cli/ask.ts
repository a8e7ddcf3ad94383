import { EnvironmentProblem } from '../node/read.js'
import { defaultCluster, defaultDatabase, problemOfCluster, problemOfHosts, problemOfVip, type SaidWishes } from '../starter/wishes.js'

/** Asks on the terminal for what the options leave open. A wrong answer is said to be one, and the question comes again. */
export async function ask(said: Omit<SaidWishes, 'hosts'>): Promise<SaidWishes> {
  if (!process.stdin.isTTY) throw new EnvironmentProblem('init wants a --host for each machine, or a terminal to ask on; init --help has examples')
  const { createInterface } = await import('node:readline/promises')
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const ended = new Promise<never>((_, reject) => {
    terminal.once('close', () => reject(new EnvironmentProblem('no more answers; nothing was written')))
  })
  const question = async (text: string, problem: (answer: string) => string | undefined): Promise<string> => {
    for (;;) {
      const answer = (await Promise.race([terminal.question(text), ended])).trim()
      const wrong = problem(answer)
      if (wrong === undefined) return answer
      process.stderr.write(`  ${wrong}\n`)
    }
  }
  try {
    const cluster =
      said.cluster ?? ((await question(`Name of the cluster [${defaultCluster}]: `, (answer) => problemOfCluster(answer || defaultCluster))) || defaultCluster)
    const hosts = wordsIn(
      await question('Addresses of its machines, the primary first: ', (answer) => (answer === '' ? 'at least one' : problemOfHosts(wordsIn(answer)))),
    )
    const vip =
      said.vip ?? (await question('Address that goes with the primary, as 10.0.0.100/24 [none]: ', (answer) => problemOfVip(answer || undefined, hosts)))
    const database = said.database ?? ((await question(`Name of a database and its user [${defaultDatabase}]: `, () => undefined)) || defaultDatabase)
    return { ...said, cluster, hosts, ...(vip === '' ? {} : { vip }), database }
  } finally {
    ended.catch(() => undefined)
    terminal.close()
  }
}

function wordsIn(answer: string): string[] {
  return answer.split(/[\s,]+/).filter((word) => word !== '')
}
