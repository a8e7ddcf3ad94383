#!py
"""One file.managed for each file of this minion's host, then the reloads and restarts that changed files need."""

import re
from posixpath import dirname

# Who can judge a file before it takes its place, by path or folder; the name of the new file comes last. Patroni is one of 4.0 or later.
CHECKS = {
    "/etc/sudoers.d": "visudo -cf",
    "/etc/haproxy": "haproxy -c -f",
    "/etc/haproxy/conf.d": "haproxy -c -f /etc/haproxy/haproxy.cfg -f",
    "/etc/patroni": "patroni --validate-config --ignore-listen-port",
    "/etc/dnsmasq.conf": "dnsmasq --test -C",
}

# Restarted by people: PostgreSQL stops with Patroni.
CAREFUL = re.compile("patroni")

COMMANDS = {"restart": "try-restart", "reload": "try-reload-or-restart"}


def run():
    # Backwards: haproxy.cfg is there before its conf.d is checked.
    files = sorted(__pillar__["pgcompile"], key=lambda file: file["path"], reverse=True)
    states = {file["path"]: {"file.managed": managed(file)} for file in files}
    units = [file["path"] for file in files if file["path"].startswith("/etc/systemd/system/")]
    if units:
        states["systemctl daemon-reload"] = {"cmd.run": after(units)}
    for action, command in COMMANDS.items():
        for unit in sorted({file["impact"]["unit"] for file in files if acts(file, action)}):
            paths = [file["path"] for file in files if acts(file, action) and file["impact"]["unit"] == unit]
            # Only a unit that runs: a new system is started in its own order.
            states[f"systemctl {command} {unit}"] = {"cmd.run": after(paths)}
    return states


def managed(file):
    path = file["path"]
    arguments = {
        "contents": file["text"],
        "contents_newline": False,
        "user": file["owner"],
        "group": file["group"],
        "mode": file["mode"],
        "makedirs": True,
        "show_changes": not file["secret"],
    }
    check = CHECKS.get(path, CHECKS.get(dirname(path)))
    if check:
        arguments["check_cmd"] = check
    if re.match("/pg/(.+/)?data/", path):
        # A file of a server's data directory waits until the server is there.
        arguments["onlyif"] = f"test -f {dirname(path)}/PG_VERSION"
    return [{name: value} for name, value in arguments.items()]


def acts(file, action):
    impact = file["impact"]
    return impact["action"] == action and "unit" in impact and not (action == "restart" and CAREFUL.match(impact["unit"]))


def after(paths):
    return [{"onchanges": [{"file": path} for path in paths]}]
