import { type SqlToken, sqlStatements } from '../syntax/sql.js'

/** A value in a statement, which emit/ quotes: a name of the database, a literal, an argument of a psql command, or the database to connect to. */
export type SqlValue = { readonly name: string } | { readonly text: string } | { readonly argument: string } | { readonly database: string }

/** One SQL statement or psql command: our own text and the values in it. `end` is a semicolon, or nothing after a command. */
export interface Statement {
  readonly parts: readonly (string | SqlValue)[]
  readonly end: ';' | ''
}

/** A part of a script under a heading. */
export interface Section {
  readonly title: string
  readonly statements: readonly Statement[]
}

/** What all scripts of this folder decide. */
export interface ScriptView {
  /** Who runs it, and on what, in one line. */
  readonly purpose: string
  readonly sections: readonly Section[]
}

type Insert = SqlValue | Statement

function assemble(strings: TemplateStringsArray, inserts: readonly Insert[], end: Statement['end']): Statement {
  const parts = strings.raw.flatMap((text, index): (string | SqlValue)[] => {
    const insert = inserts[index]
    return [text, ...(insert === undefined ? [] : 'parts' in insert ? insert.parts : [insert])]
  })
  return { parts: parts.filter((part) => part !== ''), end }
}

/** A statement of SQL. Backslashes of the text stay as they are; the last semicolon is added. */
export const sql = (strings: TemplateStringsArray, ...inserts: readonly Insert[]): Statement => assemble(strings, inserts, ';')

/** A statement that a psql command ends, or a command alone. */
export const psql = (strings: TemplateStringsArray, ...inserts: readonly Insert[]): Statement => assemble(strings, inserts, '')

export const name = (value: string): SqlValue => ({ name: value })
export const text = (value: string): SqlValue => ({ text: value })

/** Keywords and numbers that we have decided ourselves: never a text of the inventory. */
export const word = (value: string | number): Statement => ({ parts: [String(value)], end: '' })

/** The items with a comma, or another sign, between them. */
export function list(items: readonly Insert[], separator = ', '): Statement {
  return {
    parts: items.flatMap((item, index) => [...(index === 0 ? [] : [separator]), ...('parts' in item ? item.parts : [item])]),
    end: '',
  }
}

/** Makes the script go on in another database of the same server. Its session begins anew, so what the script set is set again. */
export function connectTo(database: string): Statement[] {
  return [psql`\connect -reuse-previous=on ${{ database }}`, psql`\encoding UTF8`, sql`SET client_min_messages = 'warning'`]
}

/** Statements that run only where the condition, an SQL expression, holds at that moment. */
export function when(condition: Statement, statements: readonly Statement[], otherwise: readonly Statement[] = []): Statement[] {
  if (statements.length === 0 && otherwise.length === 0) return []
  const alternative = otherwise.length === 0 ? [] : [psql`\else`, ...otherwise]
  return [psql`SELECT ${condition} AS holds \gset`, psql`\if :holds`, ...statements, ...alternative, psql`\endif`]
}

/** A libpq connection string that names the database; as a bare word, a name with an equals sign would be taken for one. */
export function connectionString(database: string): string {
  return /^[\w.-]+$/.test(database) ? `dbname=${database}` : `dbname='${database.replace(/['\\]/g, '\\$&')}'`
}

const preambleText = "\\set ON_ERROR_STOP on\n\\set QUIET on\n\\encoding UTF8\nSET client_min_messages = 'warning'"
let preambleTokens: ReturnType<typeof sqlStatements> | undefined

/** What every script begins with. */
function preamble(): ReturnType<typeof sqlStatements> {
  preambleTokens ??= sqlStatements(preambleText)
  return preambleTokens
}

/** What reading the script back must give: the tokens of its statements, where a value is one token whatever is in it. */
export function scriptContent({ sections }: ScriptView): (readonly SqlToken[])[] {
  return [...preamble(), ...sections.flatMap(({ statements }) => statements.map(tokensOfStatement))]
}

/** Scripts share most of their statements. */
const known = new WeakMap<Statement, readonly SqlToken[]>()

function tokensOfStatement(statement: Statement): readonly SqlToken[] {
  const tokens = known.get(statement) ?? statement.parts.flatMap(tokensOf)
  known.set(statement, tokens)
  return tokens
}

/** The fixed parts of statements are the same for every instance: each is taken apart once. */
const fixed = new Map<string, readonly SqlToken[]>()

function tokensOf(part: string | SqlValue): readonly SqlToken[] {
  if (typeof part === 'string') {
    const tokens = fixed.get(part) ?? sqlStatements(part).flat()
    fixed.set(part, tokens)
    return tokens
  }
  if ('name' in part) return [['name', part.name]]
  if ('text' in part) return [['text', part.text]]
  return [['argument', 'argument' in part ? part.argument : connectionString(part.database)]]
}
