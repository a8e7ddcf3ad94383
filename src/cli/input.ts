import type { Command } from 'commander'
import { type Compilation, compile } from '../compile.js'
import { readSource } from '../node/read.js'
import { diagnosticText } from '../report/text.js'
import { Progress } from './progress.js'

export interface InputOptions {
  readonly facts: readonly string[]
}

/** Gives a command the arguments by which an inventory is named. */
export function takesInventory(command: Command): Command {
  return command
    .argument('<inventory...>', 'inventory file; - is standard input; several are merged in order')
    .option(
      '--facts <file>',
      'sizes of the hosts, YAML or JSON: host or "*" to node_cpu, node_mem_mb, node_fs_bytes, os_package, os_version, node_interface; also Ansible\'s fact cache; may be repeated',
      append,
      [],
    )
}

/** Reads and compiles; prints what was found to standard error. */
export function compileInput(inventories: readonly string[], { facts }: InputOptions): Compilation {
  const input = { inventories: inventories.map(readSource), facts: facts.map(readSource) }
  const progress = new Progress({ isTTY: process.stderr.isTTY, fd: 2 })
  try {
    const result = compile(input, { progress: (pass, files) => progress.show(pass, files) })
    progress.clear()
    for (const diagnostic of result.diagnostics) process.stderr.write(`${diagnosticText(diagnostic)}\n`)
    return result
  } finally {
    progress.clear()
  }
}

function append(value: string, earlier: string[]): string[] {
  return [...earlier, value]
}
