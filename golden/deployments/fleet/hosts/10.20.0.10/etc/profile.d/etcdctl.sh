# Written by pgcompile: change the inventory and compile again.
alias e=etcdctl
alias em='etcdctl member'
export ETCDCTL_ENDPOINTS=https://10.20.0.21:2379,https://10.20.0.22:2379,https://10.20.0.23:2379
export ETCDCTL_CACERT=/etc/pki/ca.crt
export ETCDCTL_CERT=/etc/pki/infra.crt
export ETCDCTL_KEY=/etc/pki/infra.key
