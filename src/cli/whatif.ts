import { Command, Option } from 'commander'
import { painter } from './colour.js'
import { type InputOptions, takesInventory } from './input.js'
import { understood } from './understood.js'

interface Options extends InputOptions {
  readonly failures: '1' | '2'
  readonly failOn?: 'outage' | 'degraded'
  readonly full?: true
  readonly json?: true
}

/** Lines that a kind of loss takes on a screen. */
const screen = 8

/** `pgcompile whatif inventory.yml`: what every single and double failure loses. */
export function whatifCommand(done: (status: number) => void): Command {
  return takesInventory(new Command('whatif'))
    .description('fail every host, and every two at once, and list what is lost')
    .addOption(new Option('--failures <number>', 'how many fail at once, at most').choices(['1', '2']).default('2'))
    .addOption(
      new Option('--fail-on <grade>', 'exit with status 1 where there is such a loss, certain or perhaps; degraded means any').choices(['outage', 'degraded']),
    )
    .option('--full', 'show every line, however many')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  pgcompile whatif inventory.yml\n  pgcompile whatif inventory.yml --failures 1 --fail-on outage     in CI: no single failure may be an outage',
    )
    .action(async (inventories: string[], options: Options) => {
      const model = await understood(inventories, options)
      if (model === undefined) return done(1)
      const [{ whatif }, { losses }] = await Promise.all([import('../failure/whatif.js'), import('../failure/loss.js')])
      const result = whatif(model, options.failures === '1' ? 1 : 2)
      const { failOn } = options
      if (failOn !== undefined && result.consequences.some(({ loss }) => failOn === 'degraded' || losses[loss.code].grade === 'outage')) done(1)
      if (options.json) {
        const { whatifJson } = await import('../report/failure/whatif-json.js')
        process.stdout.write(whatifJson(result))
        return
      }
      const { whatifText } = await import('../report/failure/whatif-text.js')
      process.stdout.write(whatifText(result, { paint: painter(process.stdout, process.env), lines: options.full ? Number.POSITIVE_INFINITY : screen }))
    })
}
