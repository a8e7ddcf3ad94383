import type { MakeCommand } from './commands.js'

/** Stands in the place of `commands.ts` in the script that only checks. */
export const commands = {
  check: async () => (await import('./check.js')).checkCommand,
} satisfies Record<string, () => Promise<MakeCommand>>
