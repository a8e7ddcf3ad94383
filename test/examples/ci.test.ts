import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { build } from '../cli/run.js'
import { minimal } from '../compile.js'
import { ReviewService } from './review-service.js'

vi.setConfig({ testTimeout: 120_000 })

const token = 'token-of-the-test-2f7c'
const secrets = ['Copper.Finch.90', 'Walnut.Otter.31', token]
const service = new ReviewService(token)
const root = mkdtempSync(join(tmpdir(), 'pgcompile-ci-'))
let address = ''
let project = ''
let summary = ''
let base = ''
let count = 0

beforeAll(async () => {
  build()
  address = await service.listen()
}, 60_000)
afterAll(() => {
  service.close()
  rmSync(root, { recursive: true, force: true })
})

function git(...args: string[]): string {
  return execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'init.defaultBranch=main', ...args], {
    cwd: project,
    encoding: 'utf8',
  }).trim()
}

/** One more push to the branch of the request. */
function push(inventory: string, more: Readonly<Record<string, string>> = {}): void {
  for (const [name, text] of Object.entries({ 'inventory.yml': inventory, ...more })) writeFileSync(join(project, name), text)
  git('add', '-A')
  git('commit', '-q', '--allow-empty', '-m', 'push')
}

function inventory(connections: number, password = 'Copper.Finch.90'): string {
  return minimal({ cluster: `pg_max_conn: ${connections}\npg_users: [{ name: app, password: ${password} }]\nnode_cpu: 2` })
}

beforeEach(() => {
  project = join(root, `project-${++count}`)
  summary = join(root, `summary-${count}`)
  mkdirSync(project)
  service.reset()
  git('init', '-q')
  push(inventory(300))
  base = git('rev-parse', 'HEAD')
  git('checkout', '-q', '-b', 'change')
})

interface Job {
  readonly command: string
  readonly variables: Readonly<Record<string, string>>
}

/** The last step of the action as the runner runs it, with these inputs. */
function action(inputs: Readonly<Record<string, string>>): Job {
  const { inputs: declared, runs } = parse(readFileSync('examples/ci/github/action.yml', 'utf8'))
  const step = runs.steps.at(-1)
  const values: Record<string, string> = {
    'github.token': token,
    'github.event.pull_request.base.sha': base,
    'github.event.pull_request.number': '12',
    ...Object.fromEntries(Object.entries<{ default?: string }>(declared).map(([name, { default: text = '' }]) => [`inputs.${name}`, text])),
    ...Object.fromEntries(Object.entries(inputs).map(([name, text]) => [`inputs.${name}`, text])),
  }
  const filled = (text: string): string => text.replace(/\$\{\{ (\S+) \}\}/g, (_, name: string) => filled(values[name] ?? expect.fail(`nobody gives ${name}`)))
  return {
    command: step.run,
    variables: {
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTION_PATH: resolve('examples/ci/github'),
      GITHUB_API_URL: address,
      GITHUB_REPOSITORY: 'acme/databases',
      GITHUB_STEP_SUMMARY: summary,
      ...Object.fromEntries(Object.entries<string>(step.env).map(([name, text]) => [name, filled(text)])),
    },
  }
}

/** The last line of the job's script, with its variables, some of them others. */
function job(inputs: Readonly<Record<string, string>>): Job {
  const { plan } = parse(readFileSync('examples/ci/gitlab/.gitlab-ci.yml', 'utf8'))
  const others = Object.fromEntries(Object.entries(inputs).map(([name, text]) => [`PGCOMPILE_${name.toUpperCase().replace('-', '_')}`, text]))
  return {
    command: plan.script.at(-1),
    variables: {
      GITLAB_CI: 'true',
      CI_API_V4_URL: address,
      CI_PROJECT_ID: '42',
      CI_MERGE_REQUEST_IID: '12',
      CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
      PGCOMPILE_TOKEN: token,
      ...plan.variables,
      PGCOMPILE_HOME: resolve('.'),
      PGCOMPILE_FAIL_ON: '',
      ...others,
    },
  }
}

/** Runs a job in the project; nothing that anybody can read may hold a secret. */
async function run({ command, variables }: Job): Promise<{ status: number | null; output: string }> {
  const { PATH, HOME } = process.env
  const child = spawn('sh', ['-c', command], { cwd: project, env: { PATH, HOME, ...variables } })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk))
  const status = await new Promise<number | null>((done) => child.on('close', done))
  for (const secret of secrets) expect(output + service.received).not.toContain(secret)
  return { status, output }
}

const posted = (): string[] => service.comments.map(({ body }) => body)

describe.each([
  { name: 'GitHub', start: action, create: 'POST /repos/acme/databases/issues/12/comments', update: 'PATCH /repos/acme/databases/issues/comments/1' },
  { name: 'GitLab', start: job, create: 'POST /projects/42/merge_requests/12/notes', update: 'PUT /projects/42/merge_requests/12/notes/1' },
])('$name', ({ start, create, update }) => {
  test('one comment, which later pushes change', async () => {
    expect(await run(start({}))).toEqual({ status: 0, output: 'nothing differs, nothing to post\n' })
    push(inventory(400))
    expect(await run(start({}))).toEqual({ status: 0, output: 'the plan was posted\n' })
    expect(service.writes).toEqual([create])
    expect(posted()).toEqual([expect.stringMatching(/^<!-- pgcompile plan inventory\.yml -->\n### What this change will do\n[\s\S]*restart/)])
    expect(posted()[0]).toContain('max_connections: 300 -> 400')

    push(inventory(400), { 'unrelated.txt': 'x' })
    expect(await run(start({}))).toEqual({ status: 0, output: 'the plan is the one that was posted before\n' })
    expect(service.writes).toEqual([create])

    push(inventory(500, 'Walnut.Otter.31'))
    expect(await run(start({}))).toEqual({ status: 0, output: 'the plan that was posted before is now this one\n' })
    expect(service.writes).toEqual([create, update])
    expect(posted()).toEqual([expect.stringContaining('max_connections: 300 -> 500')])
    expect(posted()[0]).toContain('not shown')

    push(inventory(300))
    await run(start({}))
    expect(posted()).toEqual([expect.stringContaining('No change')])
  })

  test('an inventory with errors: what is wrong and where, without its secrets', async () => {
    push(inventory(400).replace('pg_max_conn: 400', 'pg_max_conn: many'))
    expect((await run(start({}))).status).toBe(1)
    expect(posted()).toEqual([expect.stringMatching(/### There is no plan of this change\n\n```\ninventory\.yml:\d+:\d+: error\[value-type\]/)])
    push(inventory(400))
    expect((await run(start({}))).status).toBe(0)
    expect(service.writes).toEqual([create, update])
    expect(posted()).toEqual([expect.stringContaining('max_connections: 300 -> 400')])
  })

  test('a restart fails it until somebody reviewed the plan', async () => {
    const inputs = { 'fail-on': 'restart destructive', reviewed: '.pgcompile-reviewed' }
    push(inventory(300, 'Walnut.Otter.31'))
    expect((await run(start(inputs))).status).toBe(0)
    push(inventory(400))
    expect((await run(start(inputs))).status).toBe(2)
    const line = /^([0-9a-f]{32}) <who: why it may happen>$/m.exec(posted()[0] ?? '')
    expect(line).not.toBeNull()
    push(inventory(400), { '.pgcompile-reviewed': `${line?.[1]} Kim: announced\n` })
    expect((await run(start(inputs))).status).toBe(0)
    expect(posted()).toEqual([expect.stringContaining('Reviewed (.pgcompile-reviewed): Kim: announced')])
  })

  test('compares with where the branch began, whatever happened to the main branch since', async () => {
    push(inventory(400))
    git('checkout', '-q', 'main')
    push(inventory(999))
    base = git('rev-parse', 'HEAD')
    git('checkout', '-q', 'change')
    await run(start({}))
    expect(posted()).toEqual([expect.stringContaining('max_connections: 300 -> 400')])
  })

  test('a new inventory, and two in one request', async () => {
    push(inventory(400), { 'inventory-b.yml': inventory(300) })
    expect((await run(start({ inventory: 'inventory-b.yml' }))).status).toBe(0)
    expect((await run(start({}))).status).toBe(0)
    expect(posted()).toEqual([expect.stringContaining('inventory-b.yml: new, nothing to compare with'), expect.stringContaining('300 -> 400')])
    push(inventory(400), { 'inventory-b.yml': 'all: [' })
    expect((await run(start({ inventory: 'inventory-b.yml' }))).status).toBe(1)
  })

  test('what others wrote stays, also where it looks like the comment, however much there is', async () => {
    const others = Array.from({ length: 230 }, () => '<!-- pgcompile plan inventory.yml -->\nlooks good')
    service.reset(others)
    push(inventory(400))
    await run(start({}))
    push(inventory(500))
    await run(start({}))
    expect(posted().slice(0, 230)).toEqual(others)
    expect(posted().slice(230)).toEqual([expect.stringContaining('300 -> 500')])
  })

  test('no such commit, and a service that fails', async () => {
    push(inventory(400))
    service.writeStatus = 500
    expect(await run(start({}))).toEqual({ status: 1, output: expect.stringMatching(/^the plan was not posted: POST \S+ answered 500\n$/) })
    service.reset()
    base = '0123456789012345678901234567890123456789'
    expect((await run(start({}))).status).toBe(1)
    expect(posted()).toEqual([expect.stringContaining('check out the whole history')])
  })
})

test('a fork, whose token may only read: the plan is in the summary of the job', async () => {
  service.writeStatus = 403
  push(inventory(400))
  expect(await run(action({}))).toEqual({ status: 0, output: expect.stringContaining('answered 403') })
  expect(readFileSync(summary, 'utf8')).toContain('max_connections: 300 -> 400')
  expect((await run(job({}))).status).toBe(1)
})

test('options go on as they are, one a line', async () => {
  push(inventory(400), { 'facts of all.yml': "'*': { node_mem_mb: 65536 }\n" })
  expect((await run(action({ options: '--facts\nfacts of all.yml\n' }))).status).toBe(0)
  expect((await run(action({ options: '--no-such-option; touch pwned' }))).status).toBe(1)
  expect(posted()[0]).toContain('--no-such-option')
  expect(git('status', '--porcelain')).toBe('')
})

describe('the action', () => {
  const text = readFileSync('examples/ci/github/action.yml', 'utf8')
  const { inputs, runs } = parse(text)

  test('uses the inputs that it declares, and says what they are', () => {
    const used = new Set([...text.matchAll(/\$\{\{ inputs\.([\w-]+) \}\}/g)].map(([, name]) => name))
    expect([...used].sort()).toEqual(Object.keys(inputs).sort())
    for (const { description } of Object.values<{ description?: string }>(inputs)) expect(description).toMatch(/\.$/)
  })

  test('no expression is part of a command, and each has a shell', () => {
    expect(runs.using).toBe('composite')
    for (const { run: command, shell } of runs.steps) {
      expect(command).not.toContain('${{')
      expect(shell).toBe('sh')
    }
  })

  test('the sample gives it inputs that it has, and no more rights than it needs', () => {
    const workflow = parse(readFileSync('examples/ci/github/workflow.yml', 'utf8'))
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(workflow.jobs.plan.steps.at(-1).with)))
    expect(workflow.permissions).toEqual({ contents: 'read', 'pull-requests': 'write' })
    expect(workflow.on).toBe('pull_request')
  })
})
