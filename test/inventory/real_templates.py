"""Prints what Ansible makes of templates: {inventory: file name, host: name} in, {variable: {value} or {error}} out, numbers and maps tagged with their type."""
import json
import os
import sys

os.environ.update(ANSIBLE_INVENTORY_ENABLED='yaml', ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED='1', ANSIBLE_DEPRECATION_WARNINGS='0')

from ansible.inventory.manager import InventoryManager
from ansible.parsing.dataloader import DataLoader
from ansible.template import Templar
from ansible.vars.hostvars import HostVars
from ansible.vars.manager import VariableManager


def tagged(value):
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return {'int': str(value)}
    if isinstance(value, float):
        return {'float': repr(value)}
    if isinstance(value, (list, tuple)):
        return [tagged(item) for item in value]
    if isinstance(value, dict):
        return {'map': [[str(key), tagged(item)] for key, item in value.items()]}
    return {'other': type(value).__name__}


asked = json.load(sys.stdin)
loader = DataLoader()
inventory = InventoryManager(loader=loader, sources=[asked['inventory']])
manager = VariableManager(loader=loader, inventory=inventory)
HostVars(inventory=inventory, variable_manager=manager, loader=loader)
variables = manager.get_vars(host=inventory.get_host(asked['host']))
templar = Templar(loader=loader, variables=variables)
answers = {}
for name in asked['names']:
    try:
        answers[name] = {'value': tagged(templar.template(variables[name]))}
    except Exception as error:
        answers[name] = {'error': type(error).__name__ + ': ' + str(error)[:200]}
json.dump(answers, sys.stdout)
