import { Command } from 'commander'

/** `pgcompile schema`: the JSON Schema of inventories on standard output. */
export function schemaCommand(): Command {
  return new Command('schema')
    .description('print the JSON Schema of inventories, for completion and hovers in editors')
    .addHelpText(
      'after',
      `
Example:
  pgcompile schema > inventory.schema.json        then, as the first line of an inventory:
  # yaml-language-server: $schema=./inventory.schema.json`,
    )
    .action(async () => {
      // No other command pays for it.
      const { schemaText } = await import('../report/inventory-schema.js')
      process.stdout.write(schemaText())
    })
}
