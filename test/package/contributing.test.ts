import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const text = readFileSync('CONTRIBUTING.md', 'utf8')
/** What the text makes: not there yet. */
const samples = /etcd-member|etcd-many-members|<component>|^out/

test('every file that the text names is there, but for those it has people make', () => {
  const named = [...text.matchAll(/`((?:src|test|templates|fixtures|golden|schema)\/[^`\s]*)`/g)].map(([, path = '']) => path)
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter((path) => !samples.test(path) && !existsSync(path))).toEqual([])
})

test('every script that the text names is one of package.json, and every tested path is there', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
  for (const [, name = ''] of text.matchAll(/npm run ([\w:]+)/g)) expect(scripts).toHaveProperty([name])
  for (const [, paths = ''] of text.matchAll(/npx vitest run ([^`\n#]+)/g))
    for (const path of paths.trim().split(/\s+/)) expect(samples.test(path) || existsSync(path), path).toBe(true)
})
