"""Prints what Ansible itself makes of inventories: a JSON list of file names in, a JSON list of {host: {variable: value}} or null out."""
import json
import os
import sys

os.environ.update(ANSIBLE_INVENTORY_ENABLED='yaml', ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED='1', ANSIBLE_DEPRECATION_WARNINGS='0')

from ansible.errors import AnsibleError
from ansible.inventory.manager import InventoryManager
from ansible.parsing.dataloader import DataLoader
from ansible.vars.manager import VariableManager


def resolve(sources):
    loader = DataLoader()
    try:
        inventory = InventoryManager(loader=loader, sources=sources)
    except AnsibleError:
        return None
    variables = VariableManager(loader=loader, inventory=inventory)
    return {
        host.name: {
            **variables.get_vars(host=host, include_hostvars=False, include_delegate_to=False),
            'group_names': sorted(group.name for group in host.get_groups()),
        }
        for host in inventory.get_hosts()
    }


json.dump([resolve(sources) for sources in json.load(sys.stdin)], sys.stdout, default=str)
