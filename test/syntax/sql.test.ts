import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { list, name, psql, scriptContent, sql, text } from '../../src/artifacts/statement.js'
import { InexpressibleValue } from '../../src/emit/inexpressible.js'
import { quoteSql } from '../../src/emit/quote/sql.js'
import { sqlStatements } from '../../src/syntax/sql.js'

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
