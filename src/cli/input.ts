import type { Command } from 'commander'
import { type Compilation, compile } from '../compile.js'
import { readSource } from '../node/read.js'
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

/** Reads and compiles; shows on a terminal how far it is. */
export function compileInput(inventories: readonly string[], { facts }: InputOptions): Compilation {
  const input = { inventories: inventories.map(readSource), facts: facts.map(readSource) }
  const progress = new Progress({ isTTY: process.stderr.isTTY, fd: 2 })
  try {
    return compile(input, { progress: (pass, files) => progress.show(pass, files) })
  } finally {
    progress.clear()
  }
}

function append(value: string, earlier: string[]): string[] {
  return [...earlier, value]
}
