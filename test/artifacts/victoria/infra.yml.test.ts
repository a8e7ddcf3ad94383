import { expect, test } from 'vitest'
import { readYaml } from '../../../src/emit/read/yaml.js'
import { compileValid, minimal } from '../../compile.js'

const path = '/infra/targets/infra/infra-4.yml'

function targets(more: string): [string, string][] {
  const groups = readYaml(compileValid(minimal({ infra: `{ infra_seq: 4, nodename: i${more} }` })).file('10.10.10.10', path)) as {
    labels: Record<string, string>
    targets: string[]
  }[]
  return groups.map(({ labels, targets }) => {
    expect(labels).toEqual({ ip: '10.10.10.10', ins: `${labels.cls}-4`, cls: labels.cls })
    return [labels.cls ?? '', targets.join()]
  })
}

test('a group for each component', () => {
  expect(targets('')).toEqual([
    ['nginx', '10.10.10.10:9113'],
    ['vmetrics', '10.10.10.10:8428'],
    ['vlogs', '10.10.10.10:9428'],
    ['vtraces', '10.10.10.10:10428'],
    ['vmalert', '10.10.10.10:8880'],
    ['alertmanager', '10.10.10.10:9059'],
    ['blackbox', '10.10.10.10:9115'],
    ['grafana', '10.10.10.10:3000'],
  ])
})

test.each(['nginx', 'vlogs', 'vtraces', 'vmalert', 'alertmanager', 'blackbox', 'grafana'])('none for %s while it is off', (name) => {
  expect(targets(`, ${name}_enabled: false`).map(([cls]) => cls)).not.toContain(name)
})

test('vmalert is nothing without VictoriaMetrics', () => {
  const names = targets(', vmetrics_enabled: false').map(([cls]) => cls)
  expect(names).toContain('vlogs')
  expect(names.filter((name) => ['vmetrics', 'vmalert'].includes(name))).toEqual([])
})

test('all infra nodes know all of them', () => {
  const text = minimal({ infra: '{ infra_seq: 4, nodename: i }' }).replace(
    'infra: { hosts: { ',
    'infra: { hosts: { 10.10.10.9: { infra_seq: 2, nodename: j }, ',
  )
  const compiled = compileValid(text)
  expect(compiled.file('10.10.10.9', path)).toBe(compiled.file('10.10.10.10', path))
  expect(compiled.has('10.10.10.10', '/infra/targets/infra/infra-2.yml')).toBe(true)
})
