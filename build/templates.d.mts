import type { Plugin as EsbuildPlugin } from 'esbuild'
import type { Plugin as VitePlugin } from 'vitest/config'

export function templatesModule(): { code: string; files: string[] }
export function samplesModule(): { code: string; files: string[] }
export function precompile(name: string, text: string): string
export function esbuildTemplates(): EsbuildPlugin
export function viteTemplates(): VitePlugin
