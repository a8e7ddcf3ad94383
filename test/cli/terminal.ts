import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** What to type once the terminal shows a text. */
export type Step = readonly [shown: string, typed: string]

/** Runs a command on a terminal of its own, types as it is told, and gives all that was shown. Rejects where a text never comes. */
export function onTerminal(command: string, steps: readonly Step[], options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv }): Promise<string> {
  const child = spawn('script', ['-qefc', command, '/dev/null'], { ...options, env: { ...process.env, TERM: 'xterm', COLUMNS: '200', ...options.env } })
  let all = ''
  let since = ''
  let next = 0
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`${JSON.stringify(steps[next]?.[0])} was never shown, but:\n${all}`))
    }, 60_000)
    child.stdout.on('data', (chunk: Buffer) => {
      all += chunk
      since += chunk
      for (let step = steps[next]; step !== undefined && since.includes(step[0]); step = steps[++next]) {
        since = since.slice(since.indexOf(step[0]) + step[0].length)
        child.stdin.write(step[1])
      }
    })
    child.on('error', reject)
    child.on('close', () => {
      clearTimeout(timer)
      resolve(all)
    })
  })
}

/** Whether there is a program of this name. */
export function has(program: string): boolean {
  return (process.env.PATH ?? '').split(':').some((directory) => directory !== '' && existsSync(join(directory, program)))
}
