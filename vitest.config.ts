import { defineConfig } from 'vitest/config'
import { viteTemplates } from './build/templates.mjs'

/** Counts how often functions are called, so that it must load them itself. */
const alone = 'test/counters.test.ts'

export default defineConfig({
  plugins: [viteTemplates()],
  test: {
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    projects: [
      // Files share what a worker has loaded: to load it for each of hundreds would take longer than the tests. Live clusters have a configuration of their own.
      { extends: true, test: { name: 'shared', isolate: false, include: ['test/**/*.test.ts'], exclude: ['test/cluster/**', alone] } },
      { extends: true, test: { name: 'alone', include: [alone] } },
    ],
  },
})
