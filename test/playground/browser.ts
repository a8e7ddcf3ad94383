import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { buildPlayground } from '../../build/playground.mjs'

/** A page that is open, and whatever it complained of or asked for. */
export interface Opened {
  readonly page: Page
  readonly complaints: readonly string[]
  readonly requests: readonly string[]
}

/** The playground in a real browser, opened from disk. */
export class Playground {
  private constructor(
    private readonly folder: string,
    private readonly browser: Browser,
  ) {}

  static async build(): Promise<Playground> {
    const folder = mkdtempSync(join(tmpdir(), 'pgcompile-playground-'))
    writeFileSync(join(folder, 'playground.html'), await buildPlayground())
    return new Playground(folder, await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] }))
  }

  async open(options: Parameters<Browser['newPage']>[0] = {}): Promise<Opened> {
    const page = await this.browser.newPage({ viewport: { width: 1280, height: 800 }, ...options })
    const [complaints, requests]: [string[], string[]] = [[], []]
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('request', (request) => requests.push(request.url()))
    await page.addInitScript("addEventListener('securitypolicyviolation', (event) => console.error('policy: ' + event.violatedDirective))")
    await page.goto(pathToFileURL(join(this.folder, 'playground.html')).href)
    return { page, complaints, requests }
  }

  async close(): Promise<void> {
    await this.browser.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/**
 * Puts the cursor behind a text of the inventory, as somebody who searches for it. As somebody who looks, too: each step waits until the page
 * shows the one before, so that a busy machine loses no key.
 */
export async function goBehind(page: Page, text: string): Promise<void> {
  const field = page.locator('.cm-search input[name=search]')
  await page.locator('#editor .cm-content').click()
  await page.locator('#editor .cm-focused').waitFor()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Control+F')
  await field.and(page.locator(':focus')).waitFor()
  await page.keyboard.insertText(text.slice(0, -1))
  // The last one as a key: the search listens to keys.
  await page.keyboard.type(text.slice(-1))
  await page.keyboard.press('Enter')
  await page.locator('.cm-searchMatch-selected').first().waitFor()
  await page.keyboard.press('Escape')
  await field.waitFor({ state: 'detached' })
  await page.keyboard.press('ArrowRight')
  await page.locator('.cm-activeLine', { hasText: text }).waitFor()
}

/** Types a line of its own below the one that holds a text. */
export async function addLine(page: Page, below: string, line: string): Promise<void> {
  await goBehind(page, below)
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText(line)
  await page.locator('.cm-activeLine', { hasText: line }).waitFor()
}
