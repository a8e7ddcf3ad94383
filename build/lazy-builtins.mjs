const names = ['child_process', 'crypto']

/**
 * Lets esbuild load modules of Node only once something of them is used: commander asks for child_process and never needs it, crypto is for vaults and
 * digests, and both are slow to start.
 */
export function lazyBuiltins() {
  return {
    name: 'lazy-builtins',
    setup(build) {
      build.onResolve({ filter: new RegExp(`^node:(${names.join('|')})$`) }, ({ path, namespace }) =>
        namespace === 'lazy-builtins' ? { path, external: true } : { path, namespace: 'lazy-builtins' },
      )
      build.onLoad({ filter: /.*/, namespace: 'lazy-builtins' }, async ({ path }) => {
        const exported = Object.keys(await import(path)).filter((name) => name !== 'default' && name !== 'module.exports')
        const getters = exported.map((name) => `get ${name}() { return require(${JSON.stringify(path)}).${name} }`)
        return { contents: `module.exports = { ${getters.join(', ')} }`, loader: 'js' }
      })
    },
  }
}
