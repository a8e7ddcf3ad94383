import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { RuleFile } from '../../src/access/rules.js'
import { compile } from '../../src/compile.js'
import { Source } from '../../src/source/source.js'
import { readHbaLine } from '../../src/syntax/hba.js'
import { machine } from '../compile.js'

test.each(['ipv6.yml', 'multi.yml', 'proxied.yml', 'trio.yml'])('the line of every rule of %s stands there in the compiled file', (name) => {
  const { model, files } = compile({
    inventories: [new Source(name, readFileSync(`fixtures/deployments/${name}`, 'utf8'))],
    facts: [new Source('facts.yml', machine)],
  })
  let compared = 0
  for (const instance of model?.clusters.flatMap(({ instances }) => instances) ?? [])
    for (const reader of ['postgres', 'pool'] as const) {
      const rules = RuleFile.of(instance, reader)
      for (const line of rules?.lines ?? []) {
        const { file, line: number } = rules?.ruleOf(line) ?? expect.fail('no rule')
        const text = files.find(({ host, path }) => host === instance.host.name && path === file)?.text ?? expect.fail(file)
        const reading = readHbaLine(text.split('\n')[number - 1] ?? '')
        expect(reading !== undefined && 'entry' in reading ? reading.entry : reading).toEqual(line.entry)
        compared++
      }
    }
  expect(compared).toBeGreaterThan(10)
})
