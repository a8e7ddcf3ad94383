import { defineCheck } from './check.js'

/** A password that the manual prints is no secret (KD-70). */
export const defaultPassword = defineCheck({
  code: 'default-password',
  severity: 'warning',
  summary: 'password left at its documented default',
  hint: 'give it a value of your own, and keep that in a vault',
  *run(model) {
    for (const { parameter, at, kind, owners } of model.defaultPasswords) {
      const where = owners.length > 4 ? `${owners.slice(0, 3).join(', ')} and ${owners.length - 3} more` : owners.join(', ')
      const reason = kind === 'default' ? 'is the documented default, which everybody can read' : "is the cluster's own name, which everybody can guess"
      yield { at, message: `${parameter} of ${where} ${reason}` }
    }
  },
})
