"""
Prints what Ansible itself makes of inventories. In: a JSON list of {"sources": [path ...], "extra": [argument ...]}. Out: a JSON list of
{host: {"variables": the text that `ansible-inventory --host` prints, "groups": [name ...]}}, or null where Ansible refuses the inventory.
"""
import json
import os
import sys

os.environ.update(ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED='1', ANSIBLE_DEPRECATION_WARNINGS='0')

from ansible import context
from ansible.cli.inventory import INTERNAL_VARS
from ansible.errors import AnsibleError
from ansible.inventory.manager import InventoryManager
from ansible.module_utils.common.collections import ImmutableDict
from ansible.parsing.ajson import AnsibleJSONEncoder
from ansible.parsing.dataloader import DataLoader
from ansible.plugins.loader import vars_loader
from ansible.utils.display import Display
from ansible.vars.manager import VariableManager

# Looking for plugins takes most of the time, and finds the same for each group and host.
plugins = list(vars_loader.all())
vars_loader.all = lambda *args, **kwargs: iter(plugins)
Display.warning = lambda self, *args, **kwargs: None


def resolve(case):
    context.CLIARGS = ImmutableDict(extra_vars=tuple(case['extra']))
    loader = DataLoader()
    try:
        inventory = InventoryManager(loader=loader, sources=case['sources'])
        variables = VariableManager(loader=loader, inventory=inventory)
        return {host.name: answer(host, variables) for host in inventory.get_hosts()}
    except AnsibleError as error:
        return {'': str(error)} if os.environ.get('ANSIBLE_REASONS') else None


def answer(host, manager):
    found = manager.get_vars(host=host, include_hostvars=False, stage='all')
    found = {name: value for name, value in found.items() if name not in INTERNAL_VARS}
    text = json.dumps(found, cls=AnsibleJSONEncoder, sort_keys=True, indent=4, preprocess_unsafe=True, ensure_ascii=False)
    return {'variables': text, 'groups': sorted(group.name for group in host.get_groups())}


json.dump([resolve(case) for case in json.load(sys.stdin)], sys.stdout)
