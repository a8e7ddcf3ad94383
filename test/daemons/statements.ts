import type { PostgresServer } from './postgres.js'

/** Whether the server takes each of the statements, which are independent of each other. */
export function outcomes(server: PostgresServer, statements: readonly string[]): boolean[] {
  const text = statements.map((statement) => `${statement};\n\\echo outcome :ERROR\n`).join('')
  const lines = server.psql(text, { flags: ['-v', 'ON_ERROR_STOP=0'] }).split('\n')
  return lines.filter((line) => line.startsWith('outcome ')).map((line) => line === 'outcome false')
}

/** Checks a value as the server's own files would be checked, whatever the context of the setting. */
export function alterSystem(name: string, value: string): string {
  return `ALTER SYSTEM SET ${name} TO E'${value.replace(/[\\']/g, '\\$&').replace(/[\n\t\v\f\r]/g, (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)}'`
}
