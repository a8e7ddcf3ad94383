import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { EnvironmentProblem } from '../../node/read.js'
import { look } from '../../node/side.js'
import { treeSide } from '../../node/side-files.js'
import { listedFiles, manifestName } from '../../node/tree/listed.js'
import { WatchedDirectories } from '../../node/watched-directories.js'
import { allSources, type CompileInput } from '../../understand.js'
import { painter } from '../colour.js'
import { readInput, withProgress } from '../input.js'
import type { WatchOptions } from '../watch.js'
import { type Round, Rounds } from './rounds.js'
import { Screen } from './screen.js'
import { directoriesOf, textsOf } from './watched-input.js'

/** Milliseconds between looks at something that cannot be read, and how often that is taken for the middle of a save. */
const [patience, looks] = [40, 10]

/** What ends it, and with which exit status, as of whoever is ended by a signal. */
const signals = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const

/** `pgcompile watch`, from the first look to the last. */
export class Watch {
  private readonly name: string
  private readonly rounds: Rounds
  private readonly screen: Screen | undefined
  private readonly directories = new WatchedDirectories((since) => this.guarded(() => this.look(since)))
  private texts = ''
  private manifest = ''
  private round: Round | undefined
  private problem: string | undefined
  private failures = 0
  private changes = 0
  private full = false
  private stop: (status: number) => void = () => undefined
  private fail: (error: unknown) => void = () => undefined

  constructor(
    private readonly inventories: readonly string[],
    private readonly options: WatchOptions,
  ) {
    const { stdout, stdin, env } = process
    this.name = inventories.join(', ')
    this.rounds = new Rounds(this.name, painter(stdout, env))
    this.screen = stdout.isTTY && env.TERM !== 'dumb' ? new Screen(stdout, stdin.isTTY ? stdin : undefined) : undefined
  }

  /** Ends with the exit status when somebody quits. */
  async run(): Promise<number> {
    try {
      const begin = performance.now()
      const input = this.read()
      this.texts = textsOf(input)
      const { output } = this.options
      if (output !== undefined && look(output) !== undefined && listedFiles(output, 'hosts') === undefined)
        throw new EnvironmentProblem(`${output} is no tree of pgcompile: name what \`pgcompile -o\` wrote, or nothing`)
      this.compare()
      this.round = withProgress((progress) => this.rounds.next(input, progress))
      const ended = new Promise<number>((stop, fail) => {
        this.stop = stop
        this.fail = fail
      })
      for (const [signal, status] of signals) process.on(signal, () => this.stop(status))
      this.screen?.start((key) => this.guarded(() => this.press(key)))
      this.show(begin)
      return await ended
    } finally {
      this.directories.close()
      this.screen?.pause()
    }
  }

  /** What goes wrong where nobody waits ends the run as it does elsewhere. */
  private guarded(run: () => void): void {
    try {
      run()
    } catch (error) {
      this.fail(error)
    }
  }

  /** Looks whether a file differs, and shows what that means. */
  private look(since: number): void {
    let input: CompileInput
    try {
      input = this.read()
    } catch (error) {
      if (!(error instanceof EnvironmentProblem)) throw error
      this.miss(error.message, since)
      return
    }
    const texts = textsOf(input)
    // An editor empties a file before it fills it again.
    if (texts !== this.texts && allSources(input).some(({ text }) => text === '') && this.isSaving()) return
    this.failures = 0
    const compared = this.compare()
    if (texts !== this.texts || compared) this.changes++
    else if (this.problem === undefined) return
    this.problem = undefined
    this.texts = texts
    this.round = this.rounds.next(input)
    this.show(since)
  }

  private miss(problem: string, since: number): void {
    if (this.isSaving() || problem === this.problem) return
    this.problem = problem
    this.show(since)
  }

  /** Whether what is not there may be in the middle of a save: looks again soon, and not for ever. */
  private isSaving(): boolean {
    if (++this.failures >= looks) return false
    this.directories.again(patience)
    return true
  }

  /** Reads the input and watches where it came from. */
  private read(): CompileInput {
    const input = readInput(this.inventories, this.options)
    this.directories.only(directoriesOf(input, this.options))
    return input
  }

  /** Compares with the tree as it is now. Whether it is another one than before. */
  private compare(): boolean {
    const { output } = this.options
    if (output === undefined) return false
    const manifest = manifestOf(output)
    if (manifest === '' || manifest === this.manifest || listedFiles(output, 'hosts') === undefined) return false
    try {
      this.rounds.against(treeSide(output))
      this.manifest = manifest
      return true
    } catch (error) {
      // A compile is just putting another tree in its place.
      if (!(error instanceof EnvironmentProblem)) throw error
      this.directories.again(patience)
      return false
    }
  }

  private show(since: number): void {
    const { round, problem, screen, full, name, changes } = this
    if (round === undefined) return
    const time = (): string => `${Math.max(1, Math.round(performance.now() - since))} ms`
    const counts = round.counts === '' ? 'nothing to report' : round.counts
    const amount = full ? 'full' : 'short'
    const findings = round.findings[amount] === '' ? [] : [round.findings[amount]]
    const plan = round.plan.short === '' ? [] : [...(round.old ? ['The plan before that:\n'] : []), round.plan[amount]]
    if (screen !== undefined) {
      const text = [...(problem === undefined ? [] : [`${problem}; still watching\n`]), ...findings, ...plan].join('\n')
      screen.show({ text, status: ` ${name}: ${counts} (${time()})  q quits, f ${full ? 'one screen' : 'everything'}` })
    } else if (problem !== undefined) process.stdout.write(`\n=== ${name}: ${problem}; still watching\n`)
    else {
      const head = changes === 0 ? `=== ${name}: watching` : `\n=== ${name}: change ${changes}`
      process.stdout.write(`${head}, ${counts} (${time()})\n${[...findings, ...plan].join('\n')}`)
    }
  }

  private press(key: string): void {
    const page = (this.screen?.height ?? 1) - 1
    const steps: Readonly<Record<string, number>> = { '\x1b[A': -1, k: -1, '\x1b[B': 1, j: 1, '\r': 1, ' ': page, '\x1b[6~': page, b: -page, '\x1b[5~': -page }
    if (key === 'q') this.stop(0)
    else if (key === '\x03') this.stop(130)
    else if (key === '\x1a') this.suspend()
    else if (key === 'f') {
      this.full = !this.full
      this.show(performance.now())
    } else this.screen?.scroll(steps[key] ?? 0)
  }

  /** As Ctrl-Z does where it is not a key. Nothing runs until somebody continues; at once, where nobody could. */
  private suspend(): void {
    this.screen?.pause()
    process.kill(0, 'SIGTSTP')
    setTimeout(() => this.screen?.resume(), 50)
  }
}

function manifestOf(output: string): string {
  try {
    return readFileSync(join(output, manifestName), 'utf8')
  } catch {
    return ''
  }
}
