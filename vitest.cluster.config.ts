import { defineConfig } from 'vitest/config'
import { viteTemplates } from './build/templates.mjs'

/** Live clusters: each file is one, and its tests are steps that build on each other. One at a time, since they measure how long clients wait. */
export default defineConfig({
  plugins: [viteTemplates()],
  test: { include: ['test/cluster/*.test.ts'], fileParallelism: false, testTimeout: 90_000, hookTimeout: 180_000, bail: 1, reporters: ['verbose'] },
})
