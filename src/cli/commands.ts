import type { Command } from 'commander'

/** What a command is made with: `done` takes the exit status, `thread` is the script of the thread that may write files. */
export type MakeCommand = (done: (status: number) => void, thread?: string) => Command

/** Each command with all that only it needs, in the order of the help. */
export const commands = {
  compile: async () => (await import('./compile.js')).compileCommand,
  check: async () => (await import('./check.js')).checkCommand,
  diff: async () => (await import('./diff.js')).diffCommand,
  watch: async () => (await import('./watch.js')).watchCommand,
  bundle: async () => (await import('./bundle.js')).bundleCommand,
  access: async () => (await import('./access.js')).accessCommand,
  describe: async () => (await import('./describe.js')).describeCommand,
  explain: async () => (await import('./explain.js')).explainCommand,
  'explain-code': async () => (await import('./explain-code.js')).explainCodeCommand,
  params: async () => (await import('./params.js')).paramsCommand,
  schema: async () => (await import('./schema.js')).schemaCommand,
  route: async () => (await import('./route.js')).routeCommand,
  whatif: async () => (await import('./whatif.js')).whatifCommand,
  graph: async () => (await import('./graph.js')).graphCommand,
  report: async () => (await import('./report.js')).reportCommand,
  init: async () => (await import('./init.js')).initCommand,
  completion: async () => (await import('./completion.js')).completionCommand,
  man: async () => (await import('./man.js')).manCommand,
  licenses: async () => (await import('./licenses.js')).licensesCommand,
} satisfies Record<string, () => Promise<MakeCommand>>
