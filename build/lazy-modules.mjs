const names = ['node:child_process', 'node:crypto', 'node:worker_threads', 'yaml']

/**
 * Lets esbuild load modules only once something of them is used: commander asks for child_process and never needs it, crypto is for vaults and digests,
 * worker_threads for many files, yaml for texts that are not common YAML, and all are slow to start.
 */
export function lazyModules() {
  return {
    name: 'lazy-modules',
    setup(build) {
      build.onResolve({ filter: new RegExp(`^(${names.join('|')})$`) }, ({ path, namespace, kind, pluginData }) => {
        if (namespace !== 'lazy-modules' && pluginData !== 'whole') return { path, namespace: 'lazy-modules' }
        if (path.startsWith('node:')) return { path, external: true }
        return pluginData === 'whole' ? undefined : build.resolve(path, { resolveDir: process.cwd(), kind, pluginData: 'whole' })
      })
      build.onLoad({ filter: /.*/, namespace: 'lazy-modules' }, async ({ path }) => {
        const exported = Object.keys(await import(path)).filter((name) => name !== 'default' && name !== 'module.exports')
        const getters = exported.map((name) => `get ${name}() { return require(${JSON.stringify(path)}).${name} }`)
        return { contents: `module.exports = { ${getters.join(', ')} }`, loader: 'js' }
      })
    },
  }
}
