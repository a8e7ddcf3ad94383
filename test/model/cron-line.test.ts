import { expect, test } from 'vitest'
import { cronProblem } from '../../src/model/cron-line.js'

test.each([
  '00 01 * * * /pg/bin/pg-backup full',
  '*/5 0-6,22 1 jan,feb mon-fri true',
  '  1\t2 3 4 5 true',
  '@daily /bin/true',
  '# a comment',
  'MAILTO=dba@example.net',
])('cron reads %j', (line) => {
  expect(cronProblem(line)).toBeUndefined()
})

test.each([
  ['a\nb', 'must be one line'],
  ['0 0 * * * a\0b', 'must not hold a NUL character'],
  ['0 0 * * true', 'must have minute, hour, day, month, weekday and a command, not `0 0 * * true`'],
  ['0 0 ? * * true', 'has `?` among minute, hour, day, month and weekday: those are numbers, *, ranges with -, steps with / and comma lists'],
  ['0, 0 * * * true', 'has `0,` among minute, hour, day, month and weekday: those are numbers, *, ranges with -, steps with / and comma lists'],
  ['@noon true', 'begins with `@noon`, and cron knows @reboot, @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly'],
  ['@daily', 'needs a command after the word'],
  [`0 0 * * * ${'x'.repeat(999)}`, 'has a command of more than 998 bytes, which cron does not read: put it into a script'],
])('cron does not read %j', (line, problem) => {
  expect(cronProblem(line)).toBe(problem)
})
