import type { Argument, Command, Option } from 'commander'
import { parameterNames } from '../../catalog/catalog.js'
import { codes } from '../../codes.js'

/** What may stand in a place of the command line: one of some words, a file, `variables` (text or a file behind an `@`), a name of the inventory, any text. */
export type Value = { readonly kind: 'words'; readonly words: readonly string[] } | { readonly kind: 'file' | 'variables' | 'name' | 'text' }

export interface ShapedOption {
  /** As typed: `-o`, `--output`. */
  readonly names: readonly string[]
  readonly description: string
  /** Absent where it takes none. */
  readonly value?: Value
  /** What the value is called in the help: `file`. */
  readonly label: string
}

/** What a shell has to know of one command. */
export interface ShapedCommand {
  readonly name: string
  readonly description: string
  readonly options: readonly ShapedOption[]
  /** The first word that is no option, and all others. */
  readonly first: Value
  readonly rest: Value
}

const file: Value = { kind: 'file' }
const text: Value = { kind: 'text' }

/** The commands of the program, in the order of its help. */
export function shapeOf(program: Command): readonly ShapedCommand[] {
  return program.commands.map((command) => {
    const [first = text, second = text] = command.registeredArguments.map((argument) => argumentValue(command, argument))
    const question = ['describe', 'explain', 'route'].includes(command.name())
    const variadic = command.registeredArguments[0]?.variadic === true
    return {
      name: command.name(),
      description: command.description(),
      options: command.createHelp().visibleOptions(command).map(shapedOption),
      first,
      rest: question ? { kind: 'name' } : variadic ? first : second,
    }
  })
}

function argumentValue(command: Command, argument: Argument): Value {
  if (argument.argChoices !== undefined) return { kind: 'words', words: argument.argChoices }
  if (command.name() === 'params') return { kind: 'words', words: [...parameterNames].sort() }
  if (command.name() === 'explain-code') return { kind: 'words', words: codes.map(({ code }) => code).sort() }
  return file
}

function shapedOption(option: Option): ShapedOption {
  const { short, long, description, flags } = option
  const label = /[<[]([^>\].]+)/.exec(flags)?.[1]
  return {
    names: [short, long].filter((name) => name !== undefined),
    description,
    label: label ?? '',
    ...(label === undefined ? {} : { value: optionValue(option, label) }),
  }
}

function optionValue({ argChoices }: Option, label: string): Value {
  if (argChoices !== undefined) return { kind: 'words', words: argChoices }
  if (['file', 'directory', 'inventory'].includes(label)) return file
  if (label === 'variables') return { kind: 'variables' }
  return ['instance', 'name', 'door', 'host'].includes(label) ? { kind: 'name' } : text
}
