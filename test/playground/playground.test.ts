import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addLine, goBehind, type Opened, Playground } from './browser.js'

let playground: Playground

beforeAll(async () => {
  playground = await Playground.build()
}, 120_000)

afterAll(async () => {
  await playground.close()
})

/** Runs with an example in a fresh page, which must not complain. A page begins with a starter that has nothing worse than notes. */
async function withPage(run: (opened: Opened) => Promise<void>, options: Parameters<Playground['open']>[0] = {}, example = 'trio'): Promise<void> {
  const opened = await playground.open(options)
  expect(await opened.page.locator('.status').textContent()).toMatch(/^4 hosts, 1 cluster, 3 instances: \d+ files; \d+ notes, in \d+ ms$/)
  if (example !== 'starter') await opened.page.getByLabel('Example').selectOption(example)
  await run(opened)
  expect(opened.complaints).toEqual([])
  expect(opened.requests).toHaveLength(1)
  await opened.page.close()
}

const finding = (code: string): string => `#findings .finding[data-code="${code}"]`

describe('the editor', () => {
  test(
    'marks a mistake at its place, lists it, and forgets it once it is mended',
    () =>
      withPage(async ({ page }) => {
        await page.locator('.status', { hasText: '245 files' }).waitFor()
        expect(await page.locator(finding('value-type')).count()).toBe(0)
        await addLine(page, 'pg_version: 18', 'pg_max_conn: many')
        await page.locator(finding('value-type')).waitFor()
        expect(await page.locator('.cm-lintRange-error').allTextContents()).toEqual(['many'])
        expect(await page.locator(finding('value-type')).textContent()).toContain('`many`')
        expect(await page.locator('.status').textContent()).toContain('1 error')
        expect(await page.locator('.count').textContent()).toContain('as of the last state without errors')
        for (const _ of 'many') await page.keyboard.press('Backspace')
        await page.keyboard.insertText('800')
        await page.locator(finding('value-type')).waitFor({ state: 'detached' })
        expect(await page.locator('.cm-lintRange-error').count()).toBe(0)
        expect(await page.locator('.status').textContent()).toContain('245 files')
      }),
    60_000,
  )

  test(
    'goes to a finding that is pressed',
    () =>
      withPage(async ({ page }) => {
        await page.locator(finding('vip-needs-etcd')).click()
        await page.keyboard.press('Control+C')
        await page.keyboard.type('x')
        await page.locator(finding('value-pattern')).or(page.locator('#findings .error')).first().waitFor()
        expect(await page.locator('.cm-activeLine').textContent()).toContain('pg_vip_address: x')
      }),
    60_000,
  )

  test(
    'offers parameters with their words and defaults, and the values of a closed set',
    () =>
      withPage(async ({ page }) => {
        await addLine(page, 'pg_conf: oltp.yml', '')
        await page.keyboard.type('pg_versi')
        const offered = page.locator('.cm-tooltip-autocomplete [aria-selected=true]')
        await offered.waitFor()
        expect(await offered.textContent()).toBe('pg_versiondefault 18')
        expect(await page.locator('.cm-completionInfo').textContent()).toContain('PostgreSQL major version.')
        await page.keyboard.press('Escape')
        for (const _ of 'pg_versi') await page.keyboard.press('Backspace')
        await page.keyboard.type('pgbouncer_sslm')
        await offered.waitFor()
        await page.waitForTimeout(150)
        await page.keyboard.press('Tab')
        await page.locator('.cm-tooltip-autocomplete li', { hasText: 'verify-full' }).waitFor()
        expect(await page.locator('.cm-activeLine').textContent()).toBe('        pgbouncer_sslmode: ')
      }),
    60_000,
  )

  test(
    'never shows a password in a finding',
    () =>
      withPage(async ({ page }) => {
        await addLine(page, 'pg_conf: oltp.yml', "pg_admin_password: ['Tulip-Kettle-51']")
        await page.locator('#findings .error').first().waitFor()
        expect(await page.locator('#findings').textContent()).not.toContain('Tulip-Kettle')
        await page.locator('.cm-lintRange-error').first().hover()
        await page.locator('.cm-diagnostic').first().waitFor()
        expect((await page.locator('.cm-diagnostic').allTextContents()).join()).not.toContain('Tulip-Kettle')
      }),
    60_000,
  )
})

test('a mistake of ours is said', async () => {
  const { page } = await playground.open()
  await page.evaluate("void setTimeout(() => { throw new Error('lost count') })")
  await page.locator('.status', { hasText: 'A mistake of pgcompile itself, please report it: Uncaught Error: lost count' }).waitFor()
  await page.close()
}, 60_000)

describe('the views', () => {
  test(
    'files: the tree has patroni.yml, and what changed in it',
    () =>
      withPage(async ({ page }) => {
        expect(await page.locator('[role=treeitem][data-key="10.42.0.11:/etc/patroni/patroni.yml"]').count()).toBe(1)
        expect(await page.locator('#tab-files .badge').count()).toBe(0)
        await addLine(page, 'pg_version: 18', 'pg_max_conn: 800')
        await page.locator('#tab-files .badge').waitFor()
        expect(await page.locator('#tab-files .badge').textContent()).toBe('3')
        const leaf = page.locator('[role=treeitem][data-key="10.42.0.12:/etc/patroni/patroni.yml"]')
        await leaf.click()
        expect(await leaf.textContent()).toContain('changed')
        expect((await page.locator('.file .cm-changedLine').allTextContents()).map((line) => line.trim())).toContain('max_connections: 800')
        expect(await page.locator('.file .cm-deletedChunk').first().textContent()).toContain('max_connections: 500')
        await page.getByLabel('Differences').uncheck()
        expect(await page.locator('.file .cm-deletedChunk').count()).toBe(0)
        await page.getByLabel('Changed only').check()
        expect(await page.locator('.tree .leaf').count()).toBe(3)
        await page.getByRole('button', { name: 'Pin this state' }).click()
        expect(await page.locator('#tab-files .badge').count()).toBe(0)
      }),
    60_000,
  )

  test(
    'files: credentials are covered until they are asked for',
    () =>
      withPage(async ({ page }) => {
        await page.locator('[role=treeitem][data-key="10.42.0.11:/etc/etcd/etcd.pass"]').click()
        const text = page.locator('.file .cm-content')
        expect(await text.textContent()).not.toContain('Harbour-Root')
        await page.getByLabel('Credentials').check()
        expect(await text.textContent()).toContain('Harbour-Root')
      }),
    60_000,
  )

  test(
    'plan: more connections take a rolling restart, replicas first; the cause is a way back',
    () =>
      withPage(async ({ page }) => {
        await page.locator('#tab-plan').click()
        await page.locator('#panel-plan', { hasText: 'Nothing differs' }).waitFor()
        await addLine(page, 'pg_version: 18', 'pg_max_conn: 800')
        await page.locator('#panel-plan .effect').first().waitFor()
        const plan = (await page.locator('#panel-plan').textContent()) ?? ''
        expect(plan).toContain('max_connections: 500 -> 800')
        expect(plan).toMatch(/rolling restart, replicas first/)
        await page.locator('#panel-plan .place').first().click()
        expect(await page.locator('.cm-activeLine').first().textContent()).toContain('pg_max_conn: 800')
      }),
    60_000,
  )

  test(
    'access: answers, and again when the rules change',
    () =>
      withPage(async ({ page }) => {
        await page.locator('#tab-access').click()
        await page.getByLabel('User').fill('shop_app')
        await page.getByLabel('From address').fill('203.0.113.9')
        await page.getByLabel('To (optional)').fill('shop-1:5432')
        expect(await page.locator('.verdict').textContent()).toContain('denied')
        await addLine(page, 'pg_hba_rules:', '- { title: everybody, role: common, user: all, db: all, addr: world, auth: pwd, order: 1 }')
        await page.locator('.verdict', { hasText: 'allowed' }).waitFor()
        expect(await page.locator('.way-in').first().textContent()).toContain('allowed through shop-1:5432')
        await page.getByLabel('To (optional)').fill('nowhere')
        expect(await page.locator('.answer').textContent()).toContain('nowhere')
      }),
    60_000,
  )

  test(
    'graph: is drawn in its colours',
    () =>
      withPage(async ({ page }) => {
        await page.locator('#tab-graph').click()
        expect(await page.locator('.picture svg rect.b').count()).toBeGreaterThan(10)
        expect(await page.evaluate("getComputedStyle(document.querySelector('.picture').shadowRoot.querySelector('.paper')).fill")).toBe('rgb(255, 255, 255)')
      }),
    60_000,
  )

  test(
    'another example is compared with nothing before it',
    () =>
      withPage(async ({ page }) => {
        await addLine(page, 'pg_version: 18', 'pg_max_conn: 800')
        await page.locator('#tab-files .badge').waitFor()
        for (const name of ['single', 'citus']) {
          await page.getByLabel('Example').selectOption(name)
          expect(await page.locator('.status').textContent()).toMatch(/\d+ files/)
          expect(await page.locator('#tab-files .badge').count()).toBe(0)
        }
      }),
    60_000,
  )
})

describe('how it feels', () => {
  test(
    'an edit is compiled while somebody types',
    () =>
      withPage(async ({ page }) => {
        const whole = Number(await page.locator('.took').getAttribute('data-milliseconds'))
        await addLine(page, 'pg_version: 18', 'pg_max_conn: 800')
        const took: number[] = []
        for (let round = 0; round < 15; round++) {
          const before = await page.locator('.took').getAttribute('data-serial')
          await page.keyboard.press('Backspace')
          await page.keyboard.type(String(round % 10))
          await expect.poll(() => page.locator('.took').getAttribute('data-serial')).not.toBe(before)
          took.push(Number(await page.locator('.took').getAttribute('data-milliseconds')))
        }
        took.sort((a, b) => a - b)
        const [least = Number.NaN, median = Number.NaN] = [took[0], took[Math.floor(took.length / 2)]]
        console.info(`trio: ${whole} ms at first, then ${median} ms for an edit (at least ${least} ms)`)
        // Other work on the machine makes all of it slower: what must hold is that an edit costs a fraction.
        expect(median).toBeLessThan(whole / 2)
        expect(least).toBeLessThan(200)
      }),
    120_000,
  )

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
  ] as const)(
    '%s, %i pixels wide: nothing sticks out, and text has contrast',
    (colorScheme, width) =>
      withPage(
        async ({ page }) => {
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
          for (const tab of ['plan', 'access', 'graph', 'files']) {
            await page.locator(`#tab-${tab}`).click()
            expect(await page.evaluate('document.documentElement.scrollWidth'), tab).toBeLessThanOrEqual(width)
          }
          expect(await page.evaluate(faintTexts)).toEqual([])
        },
        { colorScheme, viewport: { width, height: 800 } },
      ),
    60_000,
  )
})

describe('with the keyboard alone', () => {
  test(
    'from the skip link through every part and back',
    () =>
      withPage(
        async ({ page }) => {
          const where = (): Promise<unknown> => page.evaluate('document.activeElement.id || document.activeElement.textContent')
          await page.keyboard.press('Tab')
          expect(await where()).toBe('Skip to the editor')
          await page.keyboard.press('Enter')
          expect(await where()).toBe('editor')
          await page.keyboard.press('F8')
          expect(await page.locator('.cm-activeLine').first().textContent()).toContain('etcd_seq')
          // The editor is no trap.
          await page.keyboard.press('Escape')
          await page.keyboard.press('Tab')
          expect(await page.evaluate('document.activeElement.className')).toContain('finding')
          await page.keyboard.press('F6')
          expect(await where()).toBe('tab-files')
          await page.keyboard.press('ArrowRight')
          expect(await where()).toBe('tab-plan')
          expect(await page.locator('#panel-plan').isVisible()).toBe(true)
          await page.keyboard.press('Home')
          for (let step = 0; step < 8 && (await page.evaluate('document.activeElement.getAttribute("role")')) !== 'treeitem'; step++)
            await page.keyboard.press('Tab')
          const title = page.locator('#file-title')
          const before = await title.textContent()
          await page.keyboard.press('ArrowDown')
          expect(await title.textContent()).not.toBe(before)
          await page.keyboard.press('ArrowLeft')
          await page.keyboard.press('ArrowLeft')
          expect(await page.evaluate('document.activeElement.getAttribute("aria-expanded")')).toBe('false')
          await page.keyboard.press('Shift+F6')
          await page.keyboard.press('Shift+F6')
          expect(await where()).toBe('editor')
        },
        {},
        'starter',
      ),
    60_000,
  )

  test(
    'the keys are listed, and the dialog closes',
    () =>
      withPage(async ({ page }) => {
        await page.getByRole('button', { name: 'Keys' }).press('Enter')
        expect(await page.getByRole('dialog').textContent()).toContain('Shift+F6')
        await page.keyboard.press('Escape')
        expect(await page.getByRole('dialog').count()).toBe(0)
      }),
    60_000,
  )

  test(
    'Ctrl+S pins what is typed',
    () =>
      withPage(async ({ page }) => {
        await addLine(page, 'pg_version: 18', 'pg_max_conn: 800')
        await page.locator('#tab-files .badge').waitFor()
        await page.keyboard.press('Control+s')
        expect(await page.locator('#tab-files .badge').count()).toBe(0)
        await goBehind(page, 'pg_max_conn: 800')
        await page.keyboard.press('Backspace')
        await page.locator('#tab-files .badge').waitFor()
      }),
    60_000,
  )

  test(
    'everything that can be used has a name',
    () =>
      withPage(async ({ page }) => {
        for (const tab of ['files', 'plan', 'access', 'graph']) {
          await page.locator(`#tab-${tab}`).click()
          expect(
            await page.evaluate(
              `[...document.querySelectorAll('button, input, select, [role=region], [role=tree], [role=tabpanel], dialog')].filter((e) => !(e.textContent.trim() || e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.labels?.length)).map((e) => e.outerHTML)`,
            ),
          ).toEqual([])
        }
      }),
    60_000,
  )
})

/** Texts in sight whose colour is less than 4.5 times as light or dark as what is behind them. */
const faintTexts = `(() => {
  const channel = (c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  const parse = (text) => { const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number); return { r, g, b, a } }
  const light = ({ r, g, b }) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b)
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) {
      const colour = parse(getComputedStyle(at).backgroundColor)
      if (colour.a > 0.5) return colour
    }
    return { r: 255, g: 255, b: 255 }
  }
  const found = new Set()
  const look = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) look(element.shadowRoot)
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())
      if (!own || element.closest('svg, script, style, noscript, option') || !element.checkVisibility() || element.disabled) continue
      const [a, b] = [light(parse(getComputedStyle(element).color)), light(behind(element))]
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
      if (ratio < 4.5) found.add(element.className + ': ' + element.textContent.slice(0, 30) + ' ' + ratio.toFixed(1))
    }
  }
  look(document)
  return [...found]
})()`
