import { defineConfig } from 'vitest/config'
import { viteTemplates } from './templates.mjs'

export default defineConfig({
  plugins: [viteTemplates()],
  test: { include: ['test/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 30_000 },
})
