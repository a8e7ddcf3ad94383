import type { ShapedCommand, ShapedOption, Value } from './shape.js'

/** A completion script for zsh: a file `_pgcompile` in a directory of `fpath`, or sourced. */
export function zshScript(commands: readonly ShapedCommand[]): string {
  const listed = commands.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`)
  return `#compdef pgcompile
# Completion of pgcompile for zsh: source <(pgcompile completion zsh), after compinit
_pgcompile_commands() {
  local -a commands=(
${listed.join('\n')}
  )
  _describe -t commands command commands
}
_pgcompile_names() {
  local word
  local -a names
  for word in \${words[2,CURRENT-1]}; do
    if [[ -e $word ]]; then
      names=(\${(f)"$(pgcompile completion --names $word 2>/dev/null)"})
      compadd -a names
      return
    fi
  done
}
_pgcompile_variables() { compset -P @ && _files }
${commands.map(commandFunction).join('\n')}
_pgcompile() {
  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
    _alternative 'commands:command:_pgcompile_commands' 'files:inventory:_files'
    return
  fi
  local command=compile
  if [[ $words[2] != -* ]] && (( $+functions[_pgcompile-$words[2]] )); then
    command=$words[2]
    shift words
    (( CURRENT-- ))
  fi
  _pgcompile-$command
}
if [[ $funcstack[1] == _pgcompile ]]; then _pgcompile "$@"; else compdef _pgcompile pgcompile; fi
`
}

function commandFunction({ name, options, first, rest }: ShapedCommand): string {
  const specs = [...options.flatMap(optionSpecs), `':argument${action(first)}'`, `'*:argument${action(rest)}'`]
  return `_pgcompile-${name}() {\n  _arguments -s -S \\\n    ${specs.join(' \\\n    ')}\n}`
}

/** One spec a name, since any may be repeated. */
function optionSpecs({ names, description, value, label }: ShapedOption): string[] {
  const text = description.replace(/[[\]\\:]/g, '\\$&')
  return names.map((name) =>
    quoted(`*${name}${value !== undefined && name.startsWith('--') ? '=' : ''}[${text}]${value === undefined ? '' : `:${label}${action(value)}`}`),
  )
}

function action(value: Value): string {
  switch (value.kind) {
    case 'words':
      return `:(${value.words.join(' ')})`
    case 'file':
      return ':_files'
    case 'variables':
      return ':_pgcompile_variables'
    case 'name':
      return ':_pgcompile_names'
    case 'text':
      return ': '
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
