/** The compiler and what it needs of Node: files in, trees out. */
export * from './core.js'
export { compareTree, previewTree } from './node/compare-tree.js'
export { readSource } from './node/read.js'
export { readExtraVariables, readInventoryFiles } from './node/read-inventory.js'
export { decryptWith, readVaultId, readVaultPassword, type VaultPassword } from './node/vault.js'
export { writeTree } from './node/write-tree.js'
