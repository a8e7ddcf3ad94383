import type { ShapedCommand, ShapedOption, Value } from './shape.js'

/** A completion script for fish: a file `pgcompile.fish` in its completions directory, or sourced. */
export function fishScript(commands: readonly ShapedCommand[]): string {
  const names = commands.map(({ name }) => name).join(' ')
  return `# Completion of pgcompile for fish: pgcompile completion fish | source
function __pgcompile_command
    set -l words (commandline -opc)
    if set -q words[2]; and contains -- $words[2] ${names}
        echo $words[2]
    else
        echo compile
    end
end
function __pgcompile_in
    test (__pgcompile_command) = $argv[1]
end
function __pgcompile_first
    test (count (commandline -opc)) -eq 1
end
function __pgcompile_variables
    string match -q '@*' -- (commandline -ct); or return
    for name in (__fish_complete_path (string sub -s 2 -- (commandline -ct)))
        echo @$name
    end
end
function __pgcompile_names
    set -l words (commandline -opc)
    for word in $words[2..-1]
        if test -e $word
            pgcompile completion --names $word 2>/dev/null
            return
        end
    end
end
complete -c pgcompile -e
${commands.map(({ name, description }) => `complete -c pgcompile -n __pgcompile_first -a ${name} -d ${quoted(description)}`).join('\n')}
${commands.flatMap((command) => [...command.options.map((option) => optionLine(command.name, option)), ...argumentLines(command)]).join('\n')}
`
}

function optionLine(command: string, { names, description, value }: ShapedOption): string {
  const flags = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`))
  const completes = value === undefined ? [] : value.kind === 'file' ? ['-r -F'] : ['-x', ...words(value)]
  return ['complete -c pgcompile', `-n '__pgcompile_in ${command}'`, ...flags, ...completes, `-d ${quoted(description)}`].join(' ')
}

function argumentLines({ name, first, rest }: ShapedCommand): string[] {
  return [first, ...(rest.kind === first.kind ? [] : [rest])].flatMap((value) => {
    const head = `complete -c pgcompile -n '__pgcompile_in ${name}'`
    return value.kind === 'file' ? [] : [[head, ...(first.kind === 'file' ? [] : ['-f']), ...words(value)].join(' ')]
  })
}

function words(value: Value): string[] {
  switch (value.kind) {
    case 'words':
      return [`-a ${quoted(value.words.join(' '))}`]
    case 'variables':
      return ["-a '(__pgcompile_variables)'"]
    case 'name':
      return ["-a '(__pgcompile_names)'"]
    default:
      return []
  }
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`
}
