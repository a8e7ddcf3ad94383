import { InexpressibleValue } from '../inexpressible.js'
import { lineOf } from './line.js'

/**
 * The value of an assignment in a systemd EnvironmentFile: bare where no character has a meaning, else in single quotes, and only where
 * it holds one of those in double quotes. Inexpressible beside line breaks: what systemd drops from an environment, control characters
 * other than tab and code points that Unicode reserves as noncharacters. Source: systemd.exec(5), and systemd's env-file.c and env-util.c.
 */
export function quoteEnv(value: unknown): string {
  const what = 'a value in an environment file'
  const text = lineOf(value, what)
  if (/[\x01-\x08\v\f\x0e-\x1f\x7f]/.test(text)) throw new InexpressibleValue(value, `${what} cannot hold a control character: systemd would drop the variable`)
  if (/\p{Noncharacter_Code_Point}/u.test(text))
    throw new InexpressibleValue(value, `${what} cannot hold a Unicode noncharacter: systemd would drop the variable`)
  if (/^[A-Za-z0-9_.,:/@%+=?&~-]*$/.test(text)) return text
  if (!text.includes("'")) return `'${text}'`
  return `"${text.replace(/["\\$`]/g, '\\$&')}"`
}
