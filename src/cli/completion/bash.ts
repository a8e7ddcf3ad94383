import type { ShapedCommand, Value } from './shape.js'

/** A completion script for bash, which needs nothing but bash itself. */
export function bashScript(commands: readonly ShapedCommand[]): string {
  return `# Completion of pgcompile for bash: source <(pgcompile completion bash)
_pgcompile_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur"); }
_pgcompile_files() { compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$cur"); }
_pgcompile_variables() { [[ $cur == @* ]] && { compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -P @ -f -- "\${cur#@}"); }; }
_pgcompile_names() {
  local word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ -e $word ]] && { _pgcompile_words "$(pgcompile completion --names "$word" 2>/dev/null)"; return; }
  done
}
_pgcompile() {
  local cur=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=compile first=1 options word
  COMPREPLY=()
  # Bash takes @ and = for words of their own.
  if [[ $previous == @ ]]; then cur=@$cur previous=\${COMP_WORDS[COMP_CWORD-2]}; fi
  if [[ $previous == = ]]; then previous=\${COMP_WORDS[COMP_CWORD-2]}; fi
  if [[ $cur == = ]]; then cur=; fi
  case \${COMP_WORDS[1]} in
    ${commands.map(({ name }) => name).join('|')}) ((COMP_CWORD > 1)) && { command=\${COMP_WORDS[1]}; first=2; } ;;
  esac
  case $command in
${commands.map(commandCase).join('\n')}
  esac
  if [[ $cur == -* ]]; then _pgcompile_words "$options"; return; fi
  if ((COMP_CWORD == 1)); then
    _pgcompile_files
    mapfile -t -O "\${#COMPREPLY[@]}" COMPREPLY < <(compgen -W '${commands.map(({ name }) => name).join(' ')}' -- "$cur")
    return
  fi
  # Another word that is there already is the first argument.
  for word in "\${COMP_WORDS[@]:first:COMP_CWORD-first}"; do [[ $word != -* ]] && first=0; done
  case $command in
${commands.map(argumentCase).join('\n')}
  esac
}
complete -F _pgcompile pgcompile
`
}

function commandCase({ name, options }: ShapedCommand): string {
  const values = options.flatMap(({ names, value }) => (value === undefined ? [] : `        ${names.join('|')}) ${complete(value)}; return ;;`))
  const words = options.flatMap(({ names }) => names).join(' ')
  return [`    ${name})`, `      options='${words}'`, '      case $previous in', ...values, '        *) ;;', '      esac ;;'].join('\n')
}

function argumentCase({ name, first, rest }: ShapedCommand): string {
  return `    ${name}) if ((first)); then ${complete(first)}; else ${complete(rest)}; fi ;;`
}

function complete(value: Value): string {
  switch (value.kind) {
    case 'words':
      return `_pgcompile_words '${value.words.join(' ')}'`
    case 'file':
      return '_pgcompile_files'
    case 'variables':
      return '_pgcompile_variables'
    case 'name':
      return '_pgcompile_names'
    case 'text':
      return ':'
  }
}
