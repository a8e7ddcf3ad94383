import type { Command, Help } from 'commander'
import { version } from './version.js'

/** The manual page of the program in roff (`man` macros): what `--help` says of it and of each command. */
export function manualPage(program: Command): string {
  const help = program.createHelp()
  return [
    `.TH PGCOMPILE 1 "" "pgcompile ${version}" "User commands"`,
    '.nh',
    '.SH NAME',
    'pgcompile \\- compiler for highly available PostgreSQL',
    '.SH SYNOPSIS',
    ...usageLines(program),
    '.SH DESCRIPTION',
    ...paragraphs(program.description()).slice(1),
    ...sections(extra(program), '.SH'),
    '.SH COMMANDS',
    ...help.visibleCommands(program).flatMap((command) => (command.name() === 'help' ? [] : commandLines(command, help))),
    '',
  ].join('\n')
}

function commandLines(command: Command, help: Help): string[] {
  const listed = [
    ...help.visibleArguments(command).map((argument) => [help.argumentTerm(argument), help.argumentDescription(argument)] as const),
    ...help.visibleOptions(command).map((option) => [help.optionTerm(option), help.optionDescription(option)] as const),
  ]
  return [
    `.SS ${text(command.name())}`,
    ...usageLines(command),
    ...paragraphs(`${command.description()}.`),
    ...listed.flatMap(([term, description]) => ['.TP', `.B ${text(term)}`, text(description)]),
    ...sections(extra(command), '.PP'),
  ]
}

/** Each way to call it on a line of its own. */
function usageLines(command: Command): string[] {
  const { parent } = command
  const usage = `${parent === null ? '' : `${parent.name()} `}${command.name()} ${command.usage()}`
  return usage.split('\n').flatMap((line, index) => [...(index === 0 ? [] : ['.br']), text(line.trim())])
}

/** What the help says behind the options: the text that `addHelpText` was given. */
function extra(command: Command): string {
  let whole = ''
  const { writeOut } = command.configureOutput()
  command.configureOutput({ writeOut: (part) => (whole += part) }).outputHelp()
  command.configureOutput(writeOut === undefined ? {} : { writeOut })
  return whole.slice(command.helpInformation().length).trim()
}

/** `Examples:` and `Exit status:` are headings; what is indented keeps its lines. */
function sections(plain: string, macro: '.SH' | '.PP'): string[] {
  return plain
    .split(/\n{2,}/)
    .filter((part) => part !== '')
    .flatMap((part) => {
      const [first = '', ...rest] = part.split('\n')
      if (!first.endsWith(':') || rest.length === 0) return paragraphs(part)
      const title = first.slice(0, -1)
      return [...(macro === '.SH' ? [`.SH ${text(title.toUpperCase())}`] : ['.PP', `${text(title)}:`]), ...literal(rest)]
    })
}

function literal(lines: readonly string[]): string[] {
  return ['.nf', '.RS 2', ...lines.map((line) => text(line.replace(/^ {2}/, ''))), '.RE', '.fi']
}

function paragraphs(plain: string): string[] {
  return plain.split(/\n+/).flatMap((line) => ['.PP', text(line)])
}

/** Text in which roff sees nothing but text. */
function text(plain: string): string {
  return plain
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/, '\\&')
    .replaceAll('~', '\\(ti')
    .replaceAll('^', '\\(ha')
    .replaceAll('`', '\\(ga')
}
