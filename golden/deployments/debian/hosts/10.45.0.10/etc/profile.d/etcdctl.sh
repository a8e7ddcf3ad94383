# Written by pgcompile: change the inventory and compile again.
alias e=etcdctl
alias em='etcdctl member'
export ETCDCTL_ENDPOINTS=https://10.45.0.10:2379
export ETCDCTL_CACERT=/etc/etcd/ca.crt
export ETCDCTL_CERT=/etc/etcd/server.crt
export ETCDCTL_KEY=/etc/etcd/server.key
# Administrators are etcd's root, if they may read its password.
case "$(id -un)" in
root|dba)
  if [ -r /etc/etcd/etcd.pass ]; then export ETCDCTL_USER="root:$(cat /etc/etcd/etcd.pass)"; fi
  ;;
esac
