// Compares the inventory of a pull or merge request with the one that it started from, and keeps one comment there that says what the change will do.
// Exit status: that of `pgcompile diff`. Tokens come from the environment, and what is posted is what pgcompile prints, which shows no credential.
import { spawnSync } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { github } from './github/comments.mjs'
import { gitlab } from './gitlab/comments.mjs'

const { env } = process
const pgcompile = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const inventories = words(env.PGCOMPILE_INVENTORY || 'inventory.yml', /\n/)
const options = words(env.PGCOMPILE_OPTIONS, /\n/)
const failOn = words(env.PGCOMPILE_FAIL_ON, /\s/).flatMap((risk) => ['--fail-on', risk])
const reviewed = words(env.PGCOMPILE_REVIEWED, /\n/).flatMap((path) => ['--reviewed', path])

const { text, status, news } = plan()
if (env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, text)
process.exitCode = status
try {
  process.stdout.write(`${await post(env.GITLAB_CI ? gitlab(env) : github(env))}\n`)
} catch (error) {
  process.stderr.write(`the plan was not posted: ${error.message}\n`)
  // Pull requests of forks have a token that may only read: there is no comment then, neither a new one nor an old one that misleads.
  if (env.GITLAB_CI || !error.forbidden) process.exitCode = status || 1
}

/** What to post, the exit status, and whether it is worth a comment where there is none. */
function plan() {
  const base = run('git', ['merge-base', env.PGCOMPILE_BASE || '', 'HEAD']).stdout.trim()
  if (base === '') return failed('the commit that this starts from is not here: check out the whole history', 1)
  // A name that stays, so that a plan that stays is the same text.
  run('git', ['update-ref', 'refs/merge-base', base])
  const added = inventories.filter((path) => run('git', ['cat-file', '-e', `${base}:./${path}`]).status !== 0)
  if (added.length > 0) {
    const { stderr, status } = run(pgcompile, ['check', ...inventories, ...options])
    return status === 0
      ? { text: `### What this change will do\n\n${fenced(`${added.join(', ')}: new, nothing to compare with`)}\n`, status, news: true }
      : failed(stderr, status)
  }
  const common = ['diff', '--rev', 'merge-base', ...inventories, ...options]
  const { stdout, stderr, status } = run(pgcompile, [...common, '--format', 'markdown', '--exit-code'])
  if (status !== 0 && status !== 2) return failed(stderr, status)
  if (status === 0 || failOn.length === 0) return { text: stdout, status: 0, news: status === 2 }
  const verdict = run(pgcompile, [...common, ...failOn, ...reviewed])
  return { text: `${stdout}${verdict.stderr === '' ? '' : `\n${fenced(verdict.stderr.trimEnd(), 5000)}\n`}`, status: verdict.status, news: true }
}

function failed(output, status) {
  return { text: `### There is no plan of this change\n\n${fenced(output.trimEnd())}\n`, status: status || 1, news: true }
}

/** Makes the comment say this: says what was done. `comments` is one of the two services. */
async function post(comments) {
  const marker = `<!-- pgcompile plan ${inventories.map(encodeURIComponent).join(' ')} -->`
  const body = `${marker}\n${text.trimEnd()}`
  const former = await comments.find((each) => each.startsWith(marker))
  if (former === undefined) {
    if (!news) return 'nothing differs, nothing to post'
    await comments.create(body)
    return 'the plan was posted'
  }
  if (former.body.replaceAll('\r\n', '\n').trimEnd() === body) return 'the plan is the one that was posted before'
  await comments.update(former.id, body)
  return 'the plan that was posted before is now this one'
}

/** Runs a program without a shell, so that no name is taken for a command. */
function run(program, args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...env, NO_COLOR: '1', PGCOMPILE_TOKEN: '' },
  })
  if (error) throw error
  return { status, stdout, stderr }
}

function words(text = '', separator) {
  return text
    .split(separator)
    .map((word) => word.trim())
    .filter((word) => word !== '')
}

/** Text that nothing in it ends, cut to so many characters: a comment may hold 65536, of which a plan has most. */
function fenced(text, most = 50_000) {
  const shown = text.length > most ? `${text.slice(0, most)}\n...` : text
  const fence = '`'.repeat(Math.max(3, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)))
  return `${fence}\n${shown}\n${fence}`
}
