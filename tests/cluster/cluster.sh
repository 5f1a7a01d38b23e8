#!/usr/bin/env bash
# A cluster on this machine: munge, one slurmctld and three slurmd, each node in a network namespace of its own, joined by
# a bridge. To be sourced; everything it starts and makes lies in $cluster, and stop_cluster ends it.
# usage: start_cluster FOLDER; stop_cluster

nodes=(n1 n2 n3)

# can_cluster: 0, or 77 with a sentence
can_cluster() {
  local tool
  for tool in munged slurmctld slurmd srun ip; do
    command -v "$tool" >/dev/null || PATH=$PATH:/usr/sbin:/sbin command -v "$tool" >/dev/null || {
      echo "skipped: $tool is missing (packages slurm-wlm, munge, iproute2; ./dev cluster installs them)"
      return 77
    }
  done
  [ "$(id -u)" -eq 0 ] || { echo "skipped: only root can start slurmd and make network namespaces"; return 77; }
  ip netns add toile-try 2>/dev/null && ip netns delete toile-try || {
    echo "skipped: network namespaces are forbidden here"
    return 77
  }
}

# A node's own hosts file: names of the others, and its own as Debian has it, which is the trap.
hosts_of() {
  local node
  echo "127.0.0.1 localhost"
  echo "127.0.1.1 $1"
  for node in "${!nodes[@]}"; do
    [ "${nodes[node]}" = "$1" ] || echo "10.77.0.1$((node + 1)) ${nodes[node]}"
  done
}

network() {
  ip link add toile-bridge type bridge
  ip address add 10.77.0.1/24 dev toile-bridge
  ip link set toile-bridge up
  local i node space
  for i in "${!nodes[@]}"; do
    node=${nodes[i]} space=toile-${nodes[i]}
    ip netns add "$space"
    ip link add "veth-$node" type veth peer name eth0 netns "$space"
    ip link set "veth-$node" master toile-bridge up
    ip -n "$space" address add "10.77.0.1$((i + 1))/24" dev eth0
    ip -n "$space" link set eth0 up
    ip -n "$space" link set lo up
    ip -n "$space" route add default via 10.77.0.1
    mkdir -p "/etc/netns/$space"
    hosts_of "$node" >"/etc/netns/$space/hosts"
  done
}

configuration() {
  local i
  cat <<END
ClusterName=toile
SlurmctldHost=$(hostname)(10.77.0.1)
SlurmctldPort=17817
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$cluster/munge.socket,cred_expire=3
CryptoType=crypto/munge
StateSaveLocation=$cluster/state
SlurmdSpoolDir=$cluster/spool-%n
SlurmctldPidFile=$cluster/slurmctld.pid
SlurmdPidFile=$cluster/slurmd-%n.pid
SlurmctldLogFile=$cluster/slurmctld.log
SlurmdLogFile=$cluster/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
JobRequeue=1
SlurmdTimeout=4
KillWait=2
InactiveLimit=0
MinJobAge=300
SchedulerParameters=sched_interval=1,bf_interval=1,batch_sched_delay=0
END
  for i in "${!nodes[@]}"; do
    echo "NodeName=${nodes[i]} NodeAddr=10.77.0.1$((i + 1)) NodeHostname=$(hostname) Port=17818 CPUs=2 RealMemory=1000 State=UNKNOWN"
  done
  echo "PartitionName=all Nodes=ALL Default=YES State=UP MaxTime=INFINITE"
}

start_node() {
  ip netns exec "toile-$1" slurmd -N "$1" -f "$SLURM_CONF" -D >"$cluster/slurmd-$1.out" 2>&1 &
  echo $! >"$cluster/$1.pid"
}

# children PID: it and all that it has started, deepest first
children() {
  local child
  for child in $(pgrep -P "$1"); do children "$child"; done
  echo "$1"
}

# A node dies: slurmd and all that runs in its namespace, at once.
kill_node() {
  # shellcheck disable=SC2046
  kill -9 $(ip netns pids "toile-$1") 2>/dev/null || true
}

# until_true SECONDS COMMAND...
until_true() {
  local tries=$(($1 * 10))
  shift
  until "$@"; do
    tries=$((tries - 1))
    [ $tries -gt 0 ] || return 1
    sleep 0.1
  done
}

start_cluster() {
  export PATH=$PATH:/usr/sbin:/sbin cluster=$1
  local node
  export SLURM_CONF=$cluster/slurm.conf
  mkdir -p "$cluster/state"
  for node in "${nodes[@]}"; do mkdir -p "$cluster/spool-$node"; done
  chmod 755 "$cluster"
  network
  configuration >"$SLURM_CONF"
  # nothing is confined; named, so that slurmd doesn't look for a /sys/fs/cgroup, which containers may lack
  printf 'CgroupPlugin=cgroup/v1\nCgroupAutomount=no\n' >"$cluster/cgroup.conf"
  head -c 1024 /dev/urandom >"$cluster/munge.key"
  chmod 400 "$cluster/munge.key"
  munged --foreground --force --key-file="$cluster/munge.key" --socket="$cluster/munge.socket" \
    --pid-file="$cluster/munge.pid" --log-file="$cluster/munge.log" --seed-file="$cluster/munge.seed" \
    >"$cluster/munge.out" 2>&1 &
  echo $! >"$cluster/munged.job"
  until_true 10 test -S "$cluster/munge.socket"
  slurmctld -D -f "$SLURM_CONF" >"$cluster/slurmctld.out" 2>&1 &
  echo $! >"$cluster/slurmctld.job"
  for node in "${nodes[@]}"; do start_node "$node"; done
  until_true 30 all_idle || {
    sinfo
    tail -n 20 "$cluster"/*.log
    return 1
  }
}
all_idle() { [ "$(sinfo -h -t idle -o %D 2>/dev/null)" = ${#nodes[@]} ]; }

stop_cluster() {
  local node file
  for node in "${nodes[@]}"; do kill_node "$node"; done
  for file in "$cluster"/*.job; do
    [ -e "$file" ] && kill "$(cat "$file")" 2>/dev/null
  done
  wait 2>/dev/null
  for node in "${nodes[@]}"; do
    ip netns delete "toile-$node" 2>/dev/null
    rm -f "/etc/netns/toile-$node/hosts"
    rmdir "/etc/netns/toile-$node" 2>/dev/null
  done
  rmdir /etc/netns 2>/dev/null
  ip link delete toile-bridge 2>/dev/null
  return 0
}
