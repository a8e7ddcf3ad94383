import { effects, type Impact } from '../impact.js'

/** How bad an effect is; more is worse. */
export function severity({ effect }: Impact): number {
  return effects.indexOf(effect)
}

/** The worst of several impacts, the first of equals, with the commands of all. Undefined of none. */
export function worst(impacts: readonly Impact[]): Impact | undefined {
  const [first, ...others] = impacts
  if (first === undefined) return undefined
  const found = others.reduce((bad, impact) => (severity(impact) > severity(bad) ? impact : bad), first)
  const commands = [...new Set(impacts.flatMap(({ command }) => (command === undefined ? [] : [command])))]
  return commands.length === 0 ? found : { ...found, command: commands.join('\n') }
}
