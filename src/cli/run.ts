import { Bug } from '../diagnostics/invariant.js'
import { EnvironmentProblem, reason } from '../node/read.js'
import { program } from './program.js'

/** A reader that went away, as `head` does, wants no more output and no complaint; who waits for output that a full disk lacks wants to know. */
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit()
    if (stream === process.stdout) process.stderr.write(`pgcompile: cannot write to standard output: ${reason(error)}\n`)
    process.exit(1)
  })

/**
 * The command's exit status: 0 done, 1 the input or the environment has an error, 2 differences found, 70 a bug of pgcompile. `thread` is the script of
 * the thread that writes many files, `node/tree/thread.ts`.
 */
export async function run(args: readonly string[], thread?: string): Promise<void> {
  try {
    process.exitCode = await program(args, thread)
  } catch (error) {
    process.exitCode = explained(error)
  }
}

function explained(error: unknown): number {
  if (error instanceof EnvironmentProblem) {
    process.stderr.write(`pgcompile: ${error.message}\n`)
    return 1
  }
  // Node's own errors are a mistake of ours, too; a stack says nothing to a user.
  const what = error instanceof Bug ? error.message : error instanceof Error ? `${error.name} ${placeOf(error)}` : 'something that is no error was thrown'
  process.stderr.write(`pgcompile: this is a bug of pgcompile, please report it: ${what}\nNothing was written.\n`)
  return 70
}

/** Where it was thrown. Not its message: Node's own may quote a value, which may be a secret. */
function placeOf({ stack = '' }: Error): string {
  return (
    stack
      .split('\n')
      .find((line) => /^\s+at /.test(line))
      ?.trim() ?? ''
  )
}
