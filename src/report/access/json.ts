import type { Answer } from '../../access/ask.js'
import type { Matrix } from '../../access/matrix.js'
import { rangeTexts } from '../../access/networks.js'
import type { DecidingRule, Hop, Passage } from '../../access/passage.js'
import type { Found } from '../../access/search.js'
import { schemaVersion } from '../json.js'

/** `{ schemaVersion, answers }`: door, transport, verdict and cases with their hops. Rules have their line in the compiled file and their place in the inventory. */
export function answersJson(answers: readonly Answer[]): string {
  return text({
    answers: answers.map(({ door, transport, verdict, cases }) => ({
      door: { name: door.name, kind: door.kind, cluster: door.cluster.name, host: door.host.name, port: door.port },
      transport,
      verdict,
      cases: cases.map(({ passage, ...rest }) => ({ ...rest, ...passageJson(passage) })),
    })),
  })
}

/** `{ schemaVersion, found }`. */
export function foundJson(found: readonly Found[]): string {
  return text({
    found: found.map((one) => ({
      ...one,
      ways: one.ways.map(({ from: addresses, witness: { from, passage, ...witness }, ...way }) => ({
        ...way,
        from: addresses === undefined ? ['socket'] : rangeTexts(addresses),
        witness: { ...witness, from: from?.text ?? null, ...passageJson(passage) },
      })),
    })),
  })
}

/** `{ schemaVersion, clusters }`, each with the classes and the rows of its matrix. */
export function matrixJson(matrices: readonly Matrix[]): string {
  return text({
    clusters: matrices.map(({ cluster, classes, rows }) => ({
      cluster,
      classes: classes.map(({ name, addresses }) => ({ name, networks: addresses === 'socket' ? [] : rangeTexts(addresses) })),
      rows,
    })),
  })
}

function passageJson({ verdict, hops }: Passage) {
  return { verdict, hops: hops.map(hopJson) }
}

function hopJson({ rule, perhaps, ...hop }: Hop) {
  return { ...hop, rule: rule === undefined ? null : ruleJson(rule), perhaps: perhaps.map(ruleJson) }
}

function ruleJson({ at, ...rule }: DecidingRule) {
  const { line, column } = at.from
  return { ...rule, inventory: at.source.text === '' ? null : { file: at.source.name, line, column } }
}

function text(report: object): string {
  return `${JSON.stringify({ schemaVersion, ...report }, undefined, 2)}\n`
}
