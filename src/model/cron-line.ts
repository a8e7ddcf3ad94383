/** What an hour, a day or a month may be: numbers or names, alone, from one to another, with a step, in a comma list. */
const field = /^(?:(?:\*|[0-9A-Za-z]+(?:-[0-9A-Za-z]+)?)(?:\/[0-9]+)?(?:,(?!$)|$))+$/

const moments = ['reboot', 'yearly', 'annually', 'monthly', 'weekly', 'daily', 'midnight', 'hourly']

/** The longest command that Debian's cron reads, in bytes. Source: cron(8) and its notes. */
const longest = 998

/**
 * Why cron would not read a line, as the rest of a sentence; it then reads none of the whole table. A line that sets a variable, and a comment, may stand
 * in a table, too. Source: crontab(5).
 */
export function cronProblem(text: string): string | undefined {
  if (/[\n\r]/.test(text)) return 'must be one line'
  if (text.includes('\0')) return 'must not hold a NUL character'
  if (/^[ \t]*(?:#|[A-Za-z_]\w*[ \t]*=)/.test(text)) return undefined
  const words = text.split(/[ \t]+/).filter((word) => word !== '')
  const [first = ''] = words
  if (first.startsWith('@')) {
    if (!moments.includes(first.slice(1))) return `begins with \`${first}\`, and cron knows @${moments.join(', @')}`
    return words.length < 2 ? 'needs a command after the word' : tooLong(words.slice(1))
  }
  if (words.length < 6) return `must have minute, hour, day, month, weekday and a command, not \`${text}\``
  const odd = words.slice(0, 5).find((word) => !field.test(word))
  if (odd !== undefined) return `has \`${odd}\` among minute, hour, day, month and weekday: those are numbers, *, ranges with -, steps with / and comma lists`
  return tooLong(words.slice(5))
}

function tooLong(command: readonly string[]): string | undefined {
  return new TextEncoder().encode(command.join(' ')).length > longest
    ? `has a command of more than ${longest} bytes, which cron does not read: put it into a script`
    : undefined
}
