import { type SqlToken, sqlStatements } from '../../syntax/sql.js'

/** The statements of a psql script, each as its tokens. */
export function readSql(text: string): readonly (readonly SqlToken[])[] {
  return sqlStatements(text)
}
