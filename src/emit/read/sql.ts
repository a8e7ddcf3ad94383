import { SqlScripts, type SqlToken } from '../../syntax/sql.js'

/** The statements of a psql script, each as its tokens. `scripts` are those of its kind, which have much in common. */
export function readSql(text: string, scripts = new SqlScripts()): readonly (readonly SqlToken[])[] {
  return scripts.statements(text)
}
