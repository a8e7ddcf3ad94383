import type { Command } from 'commander'
import { readSource } from '../node/read.js'
import type { CompileInput, CompileOptions } from '../understand.js'
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

/** Reads what the arguments name. */
export function readInput(inventories: readonly string[], { facts }: InputOptions): CompileInput {
  return { inventories: inventories.map(readSource), facts: facts.map(readSource) }
}

/** Runs the passes; shows on a terminal how far they are. */
export function withProgress<T>(run: (options: CompileOptions) => T): T {
  const progress = new Progress({ isTTY: process.stderr.isTTY, fd: 2 })
  try {
    return run({ progress: (pass, files) => progress.show(pass, files) })
  } finally {
    progress.clear()
  }
}

function append(value: string, earlier: string[]): string[] {
  return [...earlier, value]
}
