# Makes the file system of one host and becomes its systemd. Runs as PID 1 of the host's own namespaces.
#   boot.sh DISK NAME
# The disk keeps what the host wrote, over this machine's own root, which stays as it is; a second start finds it again.
set -eu
disk=$1 name=$2
fresh=
if [ ! -d "$disk/written" ]; then
  fresh=yes
  mkdir -p "$disk/written" "$disk/work" "$disk/root"
fi
root=$disk/root
mount -t overlay -o "lowerdir=/,upperdir=$disk/written,workdir=$disk/work" overlay "$root"

mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t tmpfs -o mode=755 tmpfs "$root/sys/fs/cgroup"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
mkdir "$root/run/lock"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for device in null zero full random urandom tty; do
  touch "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$root/dev/pts"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"

mkdir -p "$root/mnt"
cd "$root"
pivot_root . mnt
cd /
umount -l /mnt
hostname "$name"

if [ -n "$fresh" ]; then
  # What is enabled on this machine does not run there: units come from what is installed.
  rm -rf /etc/systemd/system /usr/lib/systemd/system/*.target.wants/systemd-* /usr/lib/systemd/system/multi-user.target.wants /var/log/journal
  mkdir -p /etc/systemd/system /usr/lib/systemd/system/sysinit.target.wants /etc/systemd/journald.conf.d
  printf '[Journal]\nStorage=volatile\nRateLimitIntervalSec=0\nReadKMsg=no\n' >/etc/systemd/journald.conf.d/volatile.conf
  for unit in systemd-journald.service systemd-journald-dev-log.socket systemd-tmpfiles-setup.service; do
    ln -s "/usr/lib/systemd/system/$unit" "/usr/lib/systemd/system/sysinit.target.wants/$unit"
  done
  tr -d - </proc/sys/kernel/random/uuid >/etc/machine-id
  echo "$name" >/etc/hostname
  printf '127.0.0.1 localhost %s\n::1 localhost\n' "$name" >/etc/hosts
fi

# The network comes from outside, and before the first unit.
until ip -4 address show dev eth0 2>/dev/null | grep -q inet; do sleep 0.02; done
export container=pgcompile
exec /usr/lib/systemd/systemd --system --unit=multi-user.target --log-target=journal-or-kmsg --show-status=no
