/**
 * Declarations without what no reader of `entries` can come to: functions, classes and constants of inner modules that no type mentions, imports that are then
 * unused, and files that are then mentioned by none. `files` maps paths to texts; the result does, too. What is left names no package but pgcompile.
 */
export function prune(files, entries) {
  const parts = new Map([...files].map(([path, text]) => [path, statements(text)]))
  const kept = new Set(entries.flatMap((entry) => parts.get(entry).flatMap(({ text }) => words(text))))
  for (let before = -1, now = count(parts); now !== before; before = now, now = count(parts)) {
    const uses = new Map()
    for (const list of parts.values())
      for (const { own, mentions } of list) for (const word of mentions) if (word !== own) uses.set(word, (uses.get(word) ?? 0) + 1)
    for (const [path, list] of parts) {
      if (entries.includes(path)) continue
      const left = list.filter(({ own }) => own === undefined || kept.has(own) || uses.has(own))
      parts.set(
        path,
        left.flatMap((statement) => usedImport(statement, left)),
      )
    }
  }
  const found = new Set()
  const follow = (path) => {
    if (found.has(path)) return
    found.add(path)
    for (const { text } of parts.get(path))
      for (const [, name] of text.matchAll(/(?:from |import\()['"](\.[^'"]+)\.js['"]/g)) follow(beside(path, `${name}.d.ts`))
  }
  entries.forEach(follow)
  return new Map(
    [...found].map((path) => [
      path,
      parts
        .get(path)
        .map(({ text }) => text)
        .join(''),
    ]),
  )
}

/** The statements of a declaration file, each with its comment. `own` is the value that it declares, which goes where nobody mentions it. */
function statements(text) {
  const found = []
  let open = ''
  for (const line of text.split(/(?<=\n)/)) {
    open += line
    const code = withoutComments(open)
    if (code.trim() === '' || !/[;}]\s*$/.test(code) || depth(code) > 0) continue
    const own = /^\s*(?:export )?declare (?:function|class|const|abstract class) (\w+)/.exec(code)?.[1]
    found.push({ text: open, own, mentions: /^\s*import /.test(code) ? [] : words(open) })
    open = ''
  }
  return open.trim() === '' ? found : [...found, { text: open, own: undefined, mentions: words(open) }]
}

function usedImport(statement, all) {
  const [, head, names, tail] = /^([\s\S]*import (?:type )?\{)([^}]*)(\}[\s\S]*)$/.exec(statement.text) ?? []
  if (names === undefined || statement.mentions.length > 0) return [statement]
  const local = (name) =>
    name
      .trim()
      .replace(/^type /, '')
      .split(' as ')
      .at(-1)
  const used = names.split(',').filter((name) => all.some((other) => other !== statement && other.mentions.includes(local(name))))
  return used.length === 0 ? [] : [{ ...statement, text: `${head} ${used.map((name) => name.trim()).join(', ')} ${tail}` }]
}

function words(text) {
  return withoutComments(text).match(/[A-Za-z_$][\w$]*/g) ?? []
}

function withoutComments(text) {
  return text.replace(/\/\*[\s\S]*?\*\//g, '')
}

function depth(code) {
  const plain = code.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/g, '')
  return (plain.match(/[{([]/g) ?? []).length - (plain.match(/[})\]]/g) ?? []).length
}

function count(parts) {
  return [...parts.values()].reduce((sum, list) => sum + list.reduce((size, { text }) => size + text.length, 0), 0)
}

function beside(path, name) {
  return new URL(name, `file:///${path}`).pathname.slice(1)
}
