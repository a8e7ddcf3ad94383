import { checkCommand } from './check.js'
import type { MakeCommand } from './commands.js'

/** Stands in the place of `commands.ts` in the script that only checks. */
export const commands = {
  check: async () => checkCommand,
} satisfies Record<string, () => Promise<MakeCommand>>
