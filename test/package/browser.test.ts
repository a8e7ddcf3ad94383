import { readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build as bundle } from 'esbuild'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compile } from '../../src/compile.js'
import { Source } from '../../src/source/source.js'
import { add, projectWith, trio } from './project.js'

const { project } = projectWith()
const text = readFileSync(trio, 'utf8')
const program = `
  import { compile, Source } from 'pgcompile/core'
  window.compileText = (text) => {
    const { files, diagnostics } = compile({ inventories: [new Source('trio.yml', text)] })
    return { diagnostics: diagnostics.map(({ at, message }) => at + ': ' + message), files: files.map(({ host, path, text }) => host + path + text) }
  }
`
let browser: Browser
let server: Server
let script = ''

/** A project's file as a bundle for browsers. */
async function bundled(file: string): Promise<string> {
  const { outputFiles } = await bundle({
    absWorkingDir: project,
    entryPoints: [file],
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    write: false,
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}

beforeAll(async () => {
  add(project, { 'page.js': program, 'unused.js': "import { compile } from 'pgcompile/core'" })
  script = await bundled('page.js')
  const policy = "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'"
  server = createServer(({ url }, response) => {
    if (url === '/page.js') response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
    else response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy }).end('<script type="module" src="/page.js"></script>')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
}, 60_000)

afterAll(async () => {
  await browser.close()
  server.close()
  rmSync(project, { recursive: true, force: true })
})

test('the core under a strict content security policy compiles to the same bytes', async () => {
  const page = await browser.newPage()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  // The policy is in force.
  expect(await page.addScriptTag({ content: '1' }).catch(() => 'refused')).toBe('refused')
  complaints.length = 0
  await page.waitForFunction('window.compileText !== undefined')
  const made = await page.evaluate(`window.compileText(${JSON.stringify(text)})`)
  expect(complaints).toEqual([])
  const { files, diagnostics } = compile({ inventories: [new Source('trio.yml', text)] })
  expect(made).toEqual({
    diagnostics: diagnostics.map(({ at, message }) => `${at}: ${message}`),
    files: files.map(({ host, path, text: content }) => host + path + content),
  })
}, 60_000)

test('nothing in the library evaluates text, asks for Node, or is there for a build', () => {
  for (const name of ['core.js', 'common.js', 'index.js']) {
    const code = readFileSync(join(project, 'node_modules/pgcompile/dist', name), 'utf8')
    expect(code.match(/\bnew Function\b|\beval\(|\bFunction\(|\brequire\(/g) ?? [], name).toEqual([])
    if (name !== 'index.js') expect(code).not.toMatch(/from\s*"node:|\bprocess\.[a-z]/)
  }
})

test('a bundler drops the library where nothing of it is used', async () => {
  expect(await bundled('unused.js')).toBe('')
})
