#!py
"""What pgcompile wrote for this minion's host, whose inventory name is the minion's id. As pillar, since what lies in file_roots is there
for every minion to read, and these files hold passwords."""

import json
from pathlib import Path

OUT = Path("/srv/pgcompile/out")


def run():
    host = __opts__["id"]
    files = json.loads((OUT / "manifest.json").read_bytes())["files"]
    return {"pgcompile": [{**file, "text": read(file)} for file in files if file["host"] == host]}


def read(file):
    return (OUT / "hosts" / file["host"] / file["path"].lstrip("/")).read_bytes().decode()
