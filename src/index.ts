/** The compiler and what it needs of Node: files in, trees out. */
export * from './core.js'
export { readSource } from './node/read.js'
export { writeTree } from './node/write-tree.js'
