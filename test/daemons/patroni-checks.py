"""Asks Patroni's own handler of health checks. Standard input: a JSON list of [path, state]; standard output: the status codes.

A state has role (primary, replica, standby-leader), synchronous, dcs, and tags, as the model of pgcompile has them.
"""
import io
import json
import sys
from types import SimpleNamespace

from patroni.api import RestApiHandler


class Handler(RestApiHandler):
    def __init__(self, path, state):
        self.state = state
        leads = state['role'] != 'replica'
        standby = state['standby']
        tags = {key: value for key, value in state['tags'].items() if value or key not in ('clonefrom', 'nofailover', 'noloadbalance', 'nosync')}
        cluster = SimpleNamespace(last_lsn=0, status=SimpleNamespace(last_lsn=0)) if state['dcs'] else None
        ha = SimpleNamespace(is_paused=lambda: False, is_leader=lambda: leads, is_standby_cluster=lambda: standby)
        patroni = SimpleNamespace(dcs=SimpleNamespace(cluster=cluster), ha=ha, tags=tags, noloadbalance=tags.get('noloadbalance', False))
        self.server = SimpleNamespace(patroni=patroni)
        self.rfile = io.BytesIO(b'OPTIONS %s HTTP/1.0\r\n\r\n' % path.encode())
        self.wfile = io.BytesIO()
        self.client_address = ('127.0.0.1', 0)
        self.raw_requestline = self.rfile.readline()
        self.close_connection = True
        assert self.parse_request()
        getattr(self, 'do_' + self.command)()

    def get_postgresql_status(self, retry=False):
        role = {'primary': 'master', 'replica': 'replica', 'standby-leader': 'standby_leader'}[self.state['role']]
        return {'state': 'running', 'role': role, 'sync_standby': self.state['synchronous'], 'xlog': {'replayed_location': 0}}

    def log_request(self, code='-', size='-'):
        pass


def status(path, state):
    return int(Handler(path, state).wfile.getvalue().split()[1])


json.dump([status(path, state) for path, state in json.load(sys.stdin)], sys.stdout)
