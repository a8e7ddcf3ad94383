import { defineConfig } from 'vitest/config'
import { viteTemplates } from './templates.mjs'

export default defineConfig({
  plugins: [viteTemplates()],
  // Live clusters have a configuration of their own.
  test: { maxWorkers: '100%', include: ['test/**/*.test.ts'], exclude: ['test/cluster/**'], testTimeout: 30_000, hookTimeout: 30_000 },
})
