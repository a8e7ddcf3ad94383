/**
 * The compiler and what it needs of Node: files in, trees out.
 *
 * @module pgcompile
 */
export * from './core.js'
export { compareTree, previewTree } from './node/compare-tree.js'
export { EnvironmentProblem, readSource } from './node/read.js'
export { readExtraVariables, readInventoryFiles } from './node/read-inventory.js'
export { decryptWith, readVaultId, readVaultPassword, type VaultPassword } from './node/vault.js'
export { type TreeChange, writeTree } from './node/write-tree.js'
