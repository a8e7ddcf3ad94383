import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compile } from '../../../src/compile.js'
import { maskedFiles } from '../../../src/report/page/masked.js'
import { page as pageOf } from '../../../src/report/page/page.js'
import { Source } from '../../../src/source/source.js'

const folder = mkdtempSync(join(tmpdir(), 'pgcompile-page-'))
let browser: Browser

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
}, 60_000)

afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
})

function render(name: string): string {
  const input = { inventories: [new Source(`${name}.yml`, readFileSync(`fixtures/deployments/${name}.yml`, 'utf8'))] }
  const compilation = compile(input)
  const { model } = compilation
  if (model === undefined) throw new Error(`${name} does not compile`)
  return pageOf({ ...compilation, model }, { name, masked: maskedFiles(input, compilation) })
}

/** Opens the page from disk; whatever it complains of or asks for is in the lists. */
async function open(text: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<{ page: Page; complaints: string[]; requests: string[] }> {
  const path = join(folder, 'report.html')
  writeFileSync(path, text)
  const page = await browser.newPage(options)
  const [complaints, requests]: [string[], string[]] = [[], []]
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => requests.push(request.url()))
  await page.goto(pathToFileURL(path).href)
  return { page, complaints, requests }
}

describe('the page', () => {
  const text = render('trio')

  test('opens from disk without a complaint and asks for nothing else', async () => {
    const { page, complaints, requests } = await open(text)
    expect(complaints).toEqual([])
    expect(requests).toHaveLength(1)
    expect(await page.locator('h1').textContent()).toBe('trio')
    expect(await page.locator('#picture svg rect.b').count()).toBeGreaterThan(10)
    // Its own style and script are let in by their hashes: else the search would do nothing and the skip link would be in sight.
    expect((await page.locator('.skip').boundingBox())?.x).toBeLessThan(0)
    await page.close()
  }, 60_000)

  test('finds files by words of their paths and of their texts', async () => {
    const { page } = await open(text)
    await page.fill('#search', '10.42.0.11:/etc/patroni/')
    expect(await page.locator('#list button:visible').allTextContents()).toEqual(['/etc/patroni/patroni.yml'])
    await page.locator('#list button:visible').click()
    expect(await page.locator('#text').textContent()).toContain('scope:')
    await page.fill('#search', 'no such words anywhere')
    expect(await page.locator('#count').textContent()).toMatch(/^0 of \d+ files$/)
    await page.close()
  }, 60_000)

  test('is read with the keyboard: the skip link comes first, arrows walk through files', async () => {
    const { page } = await open(text)
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content')
    await page.locator('#list button:visible').first().focus()
    const before = await page.locator('#path').textContent()
    await page.keyboard.press('ArrowDown')
    expect(await page.locator('#path').textContent()).not.toBe(before)
    expect(await page.evaluate('document.activeElement.getAttribute("aria-current")')).toBe('true')
    await page.close()
  }, 60_000)

  test('is dark where the reader wants it, and light text has contrast there', async () => {
    const colours = async (colorScheme: 'dark' | 'light'): Promise<unknown> => {
      const { page } = await open(text, { colorScheme })
      const found = await page.evaluate('(() => { const s = getComputedStyle(document.body); return [s.color, s.backgroundColor] })()')
      await page.close()
      return found
    }
    expect(await colours('light')).toEqual(['rgb(27, 31, 36)', 'rgb(255, 255, 255)'])
    expect(await colours('dark')).toEqual(['rgb(230, 232, 235)', 'rgb(21, 24, 28)'])
  }, 60_000)

  test('a narrow screen scrolls only what is wide, not the page', async () => {
    const { page } = await open(text, { viewport: { width: 400, height: 800 } })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(400)
    await page.close()
  }, 60_000)

  test('on paper all parts but the files are there', async () => {
    const { page } = await open(text)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('#files').isVisible()).toBe(false)
    expect(await page.locator('#failures').isVisible()).toBe(true)
    expect(await page.locator('nav').isVisible()).toBe(false)
    await page.close()
  }, 60_000)

  test('every part has a heading, and what can be pressed or scrolled has a name', async () => {
    const { page } = await open(text)
    const nameless = await page.evaluate(
      `[...document.querySelectorAll('button, input, [role=region], nav')].filter((e) => !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length)).length`,
    )
    expect(nameless).toBe(0)
    expect(await page.locator('section:not(:has(h2))').count()).toBe(0)
    await page.close()
  }, 60_000)
})

describe('credentials', () => {
  test.each(['trio', 'multi', 'standby'])('none of %s is in its page, and its files are', (name) => {
    const source = new Source(`${name}.yml`, readFileSync(`fixtures/deployments/${name}.yml`, 'utf8'))
    const { secrets } = compile({ inventories: [source] })
    const text = render(name)
    for (const secret of secrets) {
      const value = secret.source.text.slice(secret.start, secret.end).replace(/^['"]|['"]$/g, '')
      if (value.length >= 6) expect(text.includes(value), `the credential at ${secret}`).toBe(false)
    }
    expect(text).not.toContain('This file holds credentials')
    expect(text).toContain('xxxxxxxx')
  })
})
