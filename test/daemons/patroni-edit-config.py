"""Gives pairs to Patroni's own patronictl edit-config. Standard input: a JSON list of [configuration, arguments]; standard output: what each becomes."""
import json
import sys

from patroni.ctl import apply_config_changes


def edited(configuration, arguments):
    flag, pair = arguments
    pairs = ['postgresql.parameters.' + pair.lstrip()] if flag == '-p' else [pair]
    return apply_config_changes('', configuration, pairs)[1]


json.dump([edited(*each) for each in json.load(sys.stdin)], sys.stdout)
