import { defineCheck } from './check.js'

/** Cron cuts a command at its first bare percent sign and feeds the rest to it as input. Source: crontab(5). */
export const cronPercent = defineCheck({
  code: 'cron-percent',
  severity: 'warning',
  summary: 'cron line with a bare percent sign',
  hint: 'write \\% for a percent sign',
  *ofCluster({ instances }) {
    for (const { os } of instances)
      for (const { text, at } of os.crontab)
        if (/(^|[^\\])%/.test(text)) yield { at, message: `cron ends the command at the first bare % and gives it the rest as input: \`${text}\`` }
  },
})
