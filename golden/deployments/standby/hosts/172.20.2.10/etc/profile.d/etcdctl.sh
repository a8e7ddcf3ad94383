# Written by pgcompile: change the inventory and compile again.
alias e=etcdctl
alias em='etcdctl member'
export ETCDCTL_ENDPOINTS=https://172.20.1.11:2379,https://172.20.1.12:2379,https://172.20.2.11:2379
export ETCDCTL_CACERT=/etc/pki/ca.crt
export ETCDCTL_CERT=/etc/pki/infra.crt
export ETCDCTL_KEY=/etc/pki/infra.key
