import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { noticesOf } from './notices.mjs'
import { esbuildTemplates } from './templates.mjs'

const directory = fileURLToPath(new URL('..', import.meta.url))
const common = {
  absWorkingDir: directory,
  bundle: true,
  platform: 'browser',
  target: 'es2022',
  charset: 'utf8',
  logLevel: 'warning',
  write: false,
  plugins: [esbuildTemplates()],
}

/** The playground: one page that needs nothing else. */
export async function buildPlayground() {
  const [main, page] = await Promise.all([
    build({
      ...common,
      format: 'iife',
      minify: true,
      legalComments: 'none',
      metafile: true,
      loader: { '.yml': 'text' },
      entryPoints: ['src/playground/main.ts'],
    }),
    build({ ...common, format: 'esm', entryPoints: ['src/playground/page.ts'] }),
  ])
  const { playgroundPage } = await import(`data:text/javascript,${encodeURIComponent(page.outputFiles[0].text)}`)
  // No text of the script may end the element that it is in.
  const script = main.outputFiles[0].text.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')
  return playgroundPage(script, noticesOf([main.metafile], 'This page holds').replaceAll('-->', '-- >'))
}

if (import.meta.url === pathToFileURL(resolve(process.argv[1] ?? '')).href) {
  const path = resolve(directory, 'playground.html')
  const page = await buildPlayground()
  writeFileSync(path, page)
  console.log(`${path}: ${Math.round(page.length / 1024)} KB; open it in a browser`)
}
