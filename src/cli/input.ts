import { type Command, Option } from 'commander'
import { compiler } from '../catalog/compiler.js'
import type { ExtraVariables } from '../inventory/extra.js'
import { readSource } from '../node/read.js'
import { readExtraVariables, readInventoryFiles } from '../node/read-inventory.js'
import { decryptWith, readVaultId, readVaultPassword } from '../node/vault.js'
import { Source } from '../source/source.js'
import type { CompileInput, CompileOptions } from '../understand.js'
import { holdYoung } from './heap.js'
import { Progress } from './progress.js'

export interface InputOptions {
  readonly inventory: readonly string[]
  readonly extraVars: readonly string[]
  readonly facts: readonly string[]
  readonly target?: string
  readonly vaultPasswordFile: readonly string[]
  readonly vaultId: readonly string[]
}

/** Gives a command the arguments by which an inventory is named. */
export function takesInventory(command: Command): Command {
  return command
    .argument('[inventory...]', 'inventory, as Ansible reads it: a file or a directory; - is standard input; several are merged in order')
    .option('-i, --inventory <inventory>', 'the same, as Ansible names it; may be repeated', append, [])
    .option('-e, --extra-vars <variables>', 'variables that beat all others: name=value, \'{"name": value}\' or @file; may be repeated', append, [])
    .hook('preAction', gatherInventories)
    .option(
      '--facts <file>',
      'sizes of the hosts, YAML or JSON: host or "*" to node_cpu, node_mem_mb, node_fs_bytes, os_package, os_version, node_interface; also Ansible\'s fact cache; may be repeated',
      append,
      [],
    )
    .addOption(
      new Option('--target <platform>', 'what the files are made for; the same as -e pgcompile_target=<platform>').choices(
        compiler.parameters.pgcompile_target.values,
      ),
    )
    .option('--vault-password-file <file>', 'password of what ansible-vault encrypted; may be repeated, every password is tried', append, [])
    .option('--vault-id <id@file>', 'the same for a vault id, whose values it is tried on first; may be repeated', append, [])
}

/** Puts the inventories of -i behind those that stand alone. */
function gatherInventories(_: Command, command: Command): void {
  const { inventory = [] } = command.opts<Partial<InputOptions>>()
  const [alone = [], ...others]: (string[] | undefined)[] = command.processedArgs
  const all = [...alone, ...inventory]
  if (all.length === 0) command.error("error: missing required argument 'inventory'", { code: 'commander.missingArgument' })
  command.processedArgs = [all, ...others]
}

/** Reads what the arguments name. */
export function readInput(inventories: readonly string[], options: InputOptions): CompileInput {
  const read = inventories.map(readInventoryFiles)
  holdYoung(read)
  return {
    inventories: read,
    extraVariables: [...readExtraVariables(options.extraVars), ...targetOf(options)],
    facts: options.facts.map(readSource),
    ...readPasswords(options),
  }
}

/** The variable that --target stands for. */
function targetOf({ target }: InputOptions): ExtraVariables[] {
  return target === undefined ? [] : [{ source: new Source('--target', `pgcompile_target=${target}`), form: 'argument' }]
}

function readPasswords({ vaultId, vaultPasswordFile }: InputOptions): Pick<CompileInput, 'decrypt'> {
  const passwords = [...vaultId.map(readVaultId), ...vaultPasswordFile.map((path) => readVaultPassword(path))]
  return passwords.length === 0 ? {} : { decrypt: decryptWith(passwords) }
}

/** Runs the passes; shows on a terminal how far they are, until `clear` is called. */
export function withProgress<T>(run: (options: CompileOptions, clear: () => void) => T): T {
  const progress = new Progress({ isTTY: process.stderr.isTTY, fd: 2 })
  try {
    return run({ progress: (pass, files) => progress.show(pass, files) }, () => progress.clear())
  } finally {
    progress.clear()
  }
}

/** For options that may be repeated. */
export function append(value: string, earlier: string[]): string[] {
  return [...earlier, value]
}
