import { isParameter } from '../../catalog/catalog.js'
import { type FactName, factShapes } from '../../catalog/facts.js'
import { foreign } from '../../catalog/foreign.js'
import { type Place, type Trouble, unknown } from './trouble.js'

/** Variables of Ansible's that are there without the inventory, and that say nothing before a playbook runs. */
const ofPlay: ReadonlySet<string> = new Set(
  'vars environment omit play_hosts playbook_dir inventory_dir inventory_file role_name role_names role_path module_setup discovered_interpreter_python gather_subset lookup query q now range dict lipsum cycler joiner namespace undef self caller loop item'.split(
    ' ',
  ),
)

/** Why nobody can know a variable that the inventory does not set before Ansible runs; undefined where it just does not exist. */
export function unknowable(name: string, place: Place): Trouble | undefined {
  if (isFact(name)) return unknown(place, `\`${name}\` is a fact of the machine that is not given: set it in the inventory, or give a facts file`)
  if (ofPlay.has(name) || name.startsWith('ansible_')) return unknown(place, `\`${name}\` is not in the inventory: only Ansible knows it, when it runs`)
  if (isParameter(name) || Object.hasOwn(foreign, name))
    return unknown(place, `\`${name}\` is not set in the inventory, and whether its default is seen here depends on the role that asks: set it`)
  return undefined
}

export function isFact(name: string): name is FactName {
  return Object.hasOwn(factShapes, name)
}
