#!/bin/sh
# Installs what pgcompile wrote for one host, with the owners and modes of the manifest, and prints what the changed files need.
#   install.sh [-n] [-r] OUT HOST [TARGET]
#     -n      change nothing, only say what would change
#     -r      run the reloads and restarts, too
#     TARGET  user@address, root@HOST where it is left out; or a directory of this machine, with a / in front
# Needs rsync 3.1 and jq. Files change one by one, each at once and with its rights from the first byte.
set -euf

usage() {
  sed -n '2,7s/^# //p' "$0" >&2
  exit 1
}

dry='' run=''
while getopts nr option; do
  case $option in
    n) dry=--dry-run ;;
    r) run=yes ;;
    *) usage ;;
  esac
done
shift $((OPTIND - 1))
if [ $# -lt 2 ] || [ $# -gt 3 ]; then usage; fi
out=$1 host=$2 target=${3:-root@$2}

# A command of one string, on the target.
there() {
  case $target in
    /*) sh -c "$1" ;;
    *) ssh -n -- "$target" "$1" ;;
  esac
}
case $target in
  /*) place=${target%/}/ root=${target%/} ;;
  *:*) place="${target%@*}@[${target##*@}]:/" root='' ;; # IPv6
  *) place=$target:/ root='' ;;
esac

manifest() {
  jq --arg host "$host" --arg root "$root" "$@" "$out/manifest.json"
}
if ! manifest -e '.files | any(.host == $host)' >/dev/null; then
  echo "install.sh: $out/manifest.json has no files of $host" >&2
  exit 1
fi

# A file of a server's data directory waits until the server is there.
data='.files[] | select(.host == $host) | .path | select(test("^/pg/(.+/)?data/")) | sub("/[^/]*$"; "")'
early=$(there "$(manifest -r "[$data] | unique[] | \"[ -f \\(\$root + . + \"/PG_VERSION\" | @sh) ] || echo \\(@sh)\"")")

# Those of one owner and group at a time.
changed=$(mktemp)
trap 'rm -f "$changed"' EXIT
status=0
for owner in $(manifest -r '[.files[] | select(.host == $host) | "\(.owner):\(.group)"] | unique[]'); do
  manifest -j --arg owner "$owner" --arg early "$early" '
    ($early / "\n") as $early | .files[] | select(.host == $host and "\(.owner):\(.group)" == $owner)
    | .path | select(sub("/[^/]*$"; "") | IN($early[]) | not) | . + "\u0000"' |
    rsync ${dry:+"$dry"} --from0 --files-from=- --no-implied-dirs --keep-dirlinks --checksum --perms --owner --group --chown="$owner" \
      --8-bit-output --out-format='%i /%n' -- "$out/hosts/$host/" "$place" >>"$changed" || status=$?
done

# What was installed before a failure still gets its reload. Patroni is restarted by people: PostgreSQL stops with it.
steps=$(manifest -r --rawfile changed "$changed" '
  [$changed / "\n" | .[] | select(test("^.[f]")) | .[12:]] as $changed | [.files[] | select(.host == $host and (.path | IN($changed[])))] as $files
  | def careful: .impact.action == "manual" or (.impact.action == "restart" and (.impact.unit // "" | startswith("patroni")));
    def units($action): [$files[] | select(.impact.action == $action and (careful | not)) | .impact.unit // empty] | unique;
  if any($files[]; .path | startswith("/etc/systemd/system/")) then "systemctl daemon-reload" else empty end,
  (units("restart")[] | "systemctl try-restart \(@sh)"),
  (units("reload") - units("restart") | .[] | "systemctl try-reload-or-restart \(@sh)"),
  ($files[] | select(careful) | "# by hand: \(.path): \(.impact.how)")')

sed -n 's/^.f.........* \//changed: \//p' "$changed"
[ -z "$steps" ] || printf '%s\n' "$steps"
if [ -n "$run" ] && [ -z "$dry" ] && [ -n "$steps" ]; then
  there "set -e
$steps"
fi
exit "$status"
