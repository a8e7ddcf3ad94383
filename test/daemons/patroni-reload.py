"""Asks Patroni's own code what a reload takes over. Standard output: JSON, key of patroni.yml -> whether it did, and the settings that it keeps to itself.

Argument: a directory for the files of a member that does not run.
"""
import copy
import inspect
import json
import logging
import os
import socket
import ssl
import subprocess
import sys
import time
from types import SimpleNamespace

from patroni.api import RestApiServer
from patroni.dcs.etcd3 import Etcd3Client
from patroni.log import PatroniLogger
from patroni.postgresql import Postgresql
from patroni.postgresql.config import ConfigHandler
from patroni.request import PatroniRequest
from patroni.watchdog import Watchdog

root = sys.argv[1]


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def is_open(port):
    with socket.socket() as client:
        return client.connect_ex(('127.0.0.1', port)) == 0


def postgresql():
    first = {
        'name': 'pg-test-1', 'scope': 'pg-test', 'retry_timeout': 10, 'use_unix_socket': True, 'listen': '127.0.0.1:5432', 'connect_address': '10.0.0.1:5432',
        'data_dir': root + '/data', 'config_dir': root + '/data', 'bin_dir': '/old/bin', 'pgpass': root + '/old.pgpass', 'parameters': {},
        'authentication': {'superuser': {'username': 'postgres'}, 'replication': {'username': 'old'}},
        'callbacks': {'on_start': 'old'}, 'create_replica_methods': ['basebackup'], 'use_pg_rewind': False, 'basebackup': ['verbose'],
        'pgbackrest': {'command': 'old'}, 'remove_data_directory_on_rewind_failure': False, 'remove_data_directory_on_diverged_timelines': False,
    }
    member = Postgresql(first)
    second = copy.deepcopy(first)
    second.update({
        'use_unix_socket': False, 'connect_address': '10.0.0.2:5432', 'data_dir': root + '/other', 'config_dir': root + '/other', 'bin_dir': '/new/bin',
        'pgpass': root + '/new.pgpass', 'callbacks': {'on_start': 'new'}, 'create_replica_methods': ['pgbackrest'], 'use_pg_rewind': True,
        'basebackup': ['progress'], 'pgbackrest': {'command': 'new'}, 'remove_data_directory_on_rewind_failure': True,
        'remove_data_directory_on_diverged_timelines': True,
    })
    second['authentication']['replication']['username'] = 'new'
    asked = {
        'bin_dir': lambda: member.pgcommand('postgres').startswith('/new'),
        'data_dir': lambda: member.data_dir.endswith('other'),
        'config_dir': lambda: member.config._config_dir.endswith('other'),
        'pgpass': lambda: member.config._pgpass.endswith('new.pgpass'),
        'connect_address': lambda: '10.0.0.2' in member.connection_string,
        'use_unix_socket': lambda: member.config.local_connect_kwargs.get('host') == 'localhost',
        'authentication': lambda: member.config.replication['username'] == 'new',
        'callbacks': lambda: member.callback['on_start'] == 'new',
        'create_replica_methods': lambda: member.create_replica_methods == ['pgbackrest'],
        'basebackup': lambda: member.config.get('basebackup') == ['progress'],
        'pgbackrest': lambda: member.config.get('pgbackrest') == {'command': 'new'},
        'use_pg_rewind': lambda: member.config.get('use_pg_rewind') is True,
        'remove_data_directory_on_rewind_failure': lambda: member.config.get('remove_data_directory_on_rewind_failure') is True,
        'remove_data_directory_on_diverged_timelines': lambda: member.config.get('remove_data_directory_on_diverged_timelines') is True,
    }
    before = [name for name, ask in asked.items() if ask()]
    assert before == [], before
    member.reload_config(second)
    return {'postgresql.' + name: ask() for name, ask in asked.items()}


def rest_api():
    old, new = free_port(), free_port()
    certificates = {}
    for name in ('a', 'b'):
        certificates[name] = {'certfile': '%s/%s.crt' % (root, name), 'keyfile': '%s/%s.key' % (root, name)}
        subprocess.run(['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=' + name, '-keyout',
                        certificates[name]['keyfile'], '-out', certificates[name]['certfile']], check=True, capture_output=True)

    def subject(port):
        return ssl.get_server_certificate(('127.0.0.1', port))

    listening = {'listen': '127.0.0.1:%d' % old, 'auth': 'a:b'}
    server = RestApiServer(SimpleNamespace(), dict(listening, connect_address='10.0.0.1:8008', allowlist=['10.0.0.1']))
    server.start()
    assert is_open(old)
    server.reload_config(dict(listening, **certificates['a']))
    first = subject(old)
    server.reload_config(dict(listening, **certificates['b']))
    found = {'restapi.certfile': subject(old) != first, 'restapi.keyfile': subject(old) != first}
    server.reload_config(dict(listening, listen='127.0.0.1:%d' % new, connect_address='10.0.0.2:8008', allowlist=['10.0.0.2']))
    time.sleep(0.2)
    found['restapi.listen'] = is_open(new) and not is_open(old)
    found['restapi.connect_address'] = '10.0.0.2' in server.connection_string
    found['restapi.allowlist'] = '10.0.0.2' in str(server._RestApiServer__allowlist)
    server.shutdown()
    return found


def log():
    first = {'dir': root, 'level': 'INFO', 'file_size': 1000000, 'file_num': 2, 'format': '%(message)s', 'dateformat': '%Y'}
    os.makedirs(root + '/log', exist_ok=True)
    logger = PatroniLogger()
    logger.reload_config(first)
    logger.reload_config({'dir': root + '/log', 'level': 'ERROR', 'file_size': 2000000, 'file_num': 3, 'format': 'x %(message)s', 'dateformat': '%m'})
    handler = logger.log_handler
    found = {
        'log.dir': '/log/' in handler.baseFilename,
        'log.level': logging.getLogger().level == logging.ERROR,
        'log.file_size': handler.maxBytes == 2000000,
        'log.file_num': handler.backupCount == 3,
        'log.format': handler.formatter._fmt.startswith('x'),
        'log.dateformat': handler.formatter.datefmt == '%m',
    }
    logging.getLogger().handlers.clear()
    return found


def others():
    config = {'ttl': 30, 'loop_wait': 10, 'watchdog': {'mode': 'off', 'device': '/dev/old', 'safety_margin': 5}}
    watchdog = Watchdog(config)
    watchdog.reload_config(dict(config, watchdog={'mode': 'automatic', 'device': '/dev/new', 'safety_margin': 7}))
    request = PatroniRequest({'ctl': {'insecure': True}})
    request.reload_config({'ctl': {'insecure': False}})
    client = Etcd3Client.__new__(Etcd3Client)
    client._config = {'hosts': ['old:2379'], 'protocol': 'http'}
    client.reload_config({'hosts': ['new:2379'], 'protocol': 'https', 'username': 'new', 'password': 'new'})
    return {
        'watchdog.mode': watchdog.config.mode == 'automatic',
        'watchdog.device': watchdog.config.driver_config['device'] == '/dev/new',
        'watchdog.safety_margin': watchdog.config.safety_margin == 7,
        'ctl.insecure': request._pool.connection_pool_kw['cert_reqs'] == 'CERT_REQUIRED',
        'etcd3.hosts': client._config['hosts'] == ['new:2379'],
        'etcd3.protocol': client._config['protocol'] == 'https',
        'etcd3.username': client.username == 'new',
        'etcd3.password': client.password == 'new',
    }


def settings():
    source = inspect.getsource(Postgresql.start)
    everywhere = sorted(ConfigHandler.CMDLINE_OPTIONS.keys())
    return {'shared': everywhere, 'notOnCommandLine': [name for name in everywhere if "'%s'" % name in source]}


print(json.dumps({'taken': {**postgresql(), **rest_api(), **log(), **others()}, **settings()}))
sys.stdout.flush()
os._exit(0)
