import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { list, name, psql, scriptContent, sql, text } from '../../src/artifacts/statement.js'
import { InexpressibleValue } from '../../src/emit/inexpressible.js'
import { quoteSql } from '../../src/emit/quote/sql.js'
import { SqlScripts, sqlStatements } from '../../src/syntax/sql.js'

describe('psql scripts are read as psql reads them', () => {
  test('quotes, dollar quotes, comments and semicolons in them', () => {
    expect(sqlStatements(`SELECT 'a;''b' -- c; d\n  , E'x\\'\\\\;', "q"";" /* ; */; DO $b$ x; $$ $b$;`)).toEqual([
      [
        ['word', 'SELECT'],
        ['text', "a;'b"],
        ['sign', ','],
        ['text', "x'\\;"],
        ['sign', ','],
        ['name', 'q";'],
      ],
      [
        ['word', 'DO'],
        ['text', ' x; $$ '],
      ],
    ])
  })

  test('a command ends the statement before it, and its line is its own', () => {
    expect(sqlStatements(`SELECT 1 AS x \\gset\n\\if :x\n\\connect -a "b""c" 'd''e\\\\'\n`)).toEqual([
      [
        ['word', 'SELECT'],
        ['word', '1'],
        ['word', 'AS'],
        ['word', 'x'],
        ['command', 'gset'],
      ],
      [
        ['command', 'if'],
        ['word', ':x'],
      ],
      [
        ['command', 'connect'],
        ['word', '-a'],
        ['argument', 'b"c'],
        ['argument', "d'e\\"],
      ],
    ])
  })

  test.each(["SELECT 'a", 'SELECT "a', "\\warn 'a"])('a quote without its end: %s', (script) => {
    expect(() => sqlStatements(script)).toThrow('without its end')
  })
})

/** The lexical rules as one expression, without a shortcut. */
const rules =
  /((?:[ \t\r\n]+|--[^\n]*|\/\*.*?\*\/)+)|[eE]'((?:[^'\\]|\\.|'')*)'|'((?:[^']|'')*)'|\$([A-Za-z_]\w*)?\$(.*?)\$\4\$|"((?:[^"]|"")+)"|([\p{L}_][\p{L}\p{N}_$]*|[0-9][\w.]*)|\\([a-z_]+)([^\n]*)|([^'"])/suy

function tokensByRules(script: string): unknown[] {
  const found: unknown[] = []
  rules.lastIndex = 0
  for (let at = 0; at < script.length; at = rules.lastIndex) {
    const match = rules.exec(script)
    if (match === null) throw new SyntaxError('a quote without its end')
    const [, , escaped, text, , dollar, name, word, command, , sign] = match
    if (escaped !== undefined || command !== undefined) found.push('other')
    else if (text !== undefined) found.push(['text', text.replaceAll("''", "'")])
    else if (dollar !== undefined) found.push(['text', dollar])
    else if (name !== undefined) found.push(['name', name.replaceAll('""', '"')])
    else if (word !== undefined) found.push(['word', word])
    else if (sign !== undefined && sign !== ';') found.push(['sign', sign])
  }
  return found
}

const parts = ["'", "''", '"', '$', '$$', 'e', "E'", 'x', 'é', '5', '.', '_', '-', '--', '/', '/*', '*/', '\n', ' ', ';', '(', '\u{1d400}', '\u00a0', '@']
const runs = Number(process.env.SQL_RUNS ?? 2000)

function outcome(read: () => unknown): unknown {
  try {
    return read()
  } catch (error) {
    return String(error)
  }
}

test('any text is taken apart as the rules say', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...parts), maxLength: 12 }), (script) => {
      const read = outcome(() => sqlStatements(script).flat())
      const ruled = outcome(() => tokensByRules(script))
      if (/[eE]'/.test(script) && Array.isArray(read) && Array.isArray(ruled)) expect(read.length).toBe(ruled.length)
      else expect(read).toEqual(ruled)
    }),
    { numRuns: runs },
  )
})

test('a script after others like it is read as if it were the first', () => {
  const statement = fc.oneof(
    fc.constantFrom('SELECT 1;', 'SELECT 2;\n', '\\gset\n', '\\if x', 'DO $$ ; $$;', '-- ;', "'a;'"),
    fc.string({ unit: fc.constantFrom(...parts, '\\') }),
  )
  fc.assert(
    fc.property(
      fc.array(statement, { maxLength: 8 }),
      fc.array(fc.tuple(fc.nat(8), fc.nat(2), fc.array(statement, { maxLength: 2 })), { maxLength: 4 }),
      (first, edits) => {
        const scripts = new SqlScripts()
        const now = [...first]
        for (const [at, gone, instead] of [[0, 0, []] as const, ...edits]) {
          now.splice(at, gone, ...instead)
          expect(outcome(() => scripts.statements(now.join('')))).toEqual(outcome(() => sqlStatements(now.join(''))))
        }
      },
    ),
    { numRuns: runs },
  )
})

describe('every value is one token, whatever is in it', () => {
  const value = fc.string({ unit: fc.constantFrom("'", '"', '\\', ';', '-', '$', ':', 'é', '東', ' ', 'a', '/', '*', '=') })
  const words = value.filter((word) => word !== '' && new TextEncoder().encode(word).length < 64)

  test('names, literals, arguments, databases', () => {
    fc.assert(
      fc.property(words, value, (identifier, literal) => {
        const statements = [
          sql`ALTER ROLE ${name(identifier)} SET ${list([name('a'), name(identifier)], '.')} TO ${text(literal)}`,
          psql`\warn ${{ argument: literal }}`,
          psql`\connect ${{ database: identifier }}`,
          sql`SELECT 1`,
        ]
        const decided = scriptContent({ purpose: '', sections: [{ title: '', statements }] }).slice(4)
        expect(sqlStatements(statements.map(quoteSql).join('\n'))).toEqual(decided)
        expect(decided[0]).toContainEqual(['text', literal])
      }),
    )
  })

  test('what PostgreSQL cannot hold is refused', () => {
    for (const odd of ['', 'a\0', 'é'.repeat(32)]) expect(() => quoteSql(sql`DROP ROLE ${name(odd)}`)).toThrow(InexpressibleValue)
    expect(() => quoteSql(sql`SELECT ${text('a\0')}`)).toThrow(InexpressibleValue)
    expect(() => quoteSql(psql`\warn ${{ argument: 'a\nb' }}`)).toThrow(InexpressibleValue)
    expect(quoteSql(sql`SELECT ${text('a\nb')}`)).toBe("SELECT 'a\nb';")
  })
})
