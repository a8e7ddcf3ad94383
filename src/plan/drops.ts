/** Lines of a script of SQL that drop something, with all that is in it. */
export function dropsIn(script: string): readonly string[] {
  return script.split('\n').filter((line) => /^\s*DROP (DATABASE|ROLE|SCHEMA|EXTENSION)\b/.test(line))
}

/** Whether every run of a script empties a database: it drops it and makes it again, which `state: recreate` asks for. */
export function emptiesDatabase(script: string): boolean {
  return /^\s*DROP DATABASE\b/m.test(script) && /^\s*CREATE DATABASE\b/m.test(script)
}
