import { defineConfig } from 'vitest/config'
import { viteTemplates } from './templates.mjs'

export default defineConfig({
  plugins: [viteTemplates()],
  // Live clusters have a configuration of their own.
  // Files share what a worker has loaded: to load it for each of hundreds would take longer than the tests.
  test: { maxWorkers: '100%', isolate: false, include: ['test/**/*.test.ts'], exclude: ['test/cluster/**'], testTimeout: 30_000, hookTimeout: 30_000 },
})
