# What a patient is given from outside: its network, volumes, cgroup. Sourced by lab/patient, and used by the faults' prepare and inject_outside.

# Runs in the patient's network, with this machine's programs: a bare patient has no ip, no nft.
in_net() { nsenter --net="/run/netns/$net" "$@" 6>&-; }

in_gateway() { nsenter -t "$(<"$here/gateway")" -m -n -p -r -w env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@" 6>&-; }

# gateway_does FUNCTION…: one of lab/gateway.sh's, such as resolver_stop or resolver_start --address=/#/10.77.0.66
gateway_does() { in_gateway bash -euo pipefail -c "$(cat "$lab/gateway.sh")
$*" </dev/null; }

# The network of every patient is the same and its own: 10.77.0.0/24 behind a gateway 10.77.0.1, a resolver .53, an intranet site .80, and an
# "internet" of 198.51.100.0/24 that ends in the gateway. Nothing leaves the machine.
open_gateway() {
    ip netns add "$gateway"
    ip -n "$net" link add eth0 type veth peer name lan0 netns "$gateway"
    local address
    for address in 1 53 80; do ip -n "$gateway" address add "10.77.0.$address/24" dev lan0; done
    ip -n "$gateway" link set lo up; ip -n "$gateway" link set lan0 up
    for address in 10 20 30 40; do ip -n "$gateway" address add "198.51.100.$address/32" dev lo; done
    setsid nsenter --net="/run/netns/$gateway" unshare --mount --uts --ipc --pid --fork --kill-child --propagation private \
        bash "$lab/bare-init.sh" "$booted" </dev/null >"$here/gateway.log" 2>&1 6>&- 8>&- 9>&- &
    first_process "$!" >"$here/gateway"
    await_bare "$(<"$here/gateway")"
    gateway_does "resolver_start; site_start; time_start" >>"$here/gateway.log" 2>&1
}

# A cable between the patient and this machine. The number of its end here is unique on this machine, and so are the two addresses made of it.
link_to_this_machine() {
    local end number net30
    end=fl$(cksum <<<"$name" | cut -d ' ' -f 1)
    ip link add "$end" type veth peer name eth1 netns "$net"
    number=$(<"/sys/class/net/$end/ifindex")
    net30=10.$((78 + number / 16384 % 100)).$((number / 64 % 256)).$((number % 64 * 4))
    ip address add "${net30%.*}.$((${net30##*.} + 1))/30" dev "$end"; ip link set "$end" up
    ip -n "$net" address add "${net30%.*}.$((${net30##*.} + 2))/30" dev eth1; ip -n "$net" link set eth1 up
    echo "${net30%.*}.$((${net30##*.} + 1))"
}

configure_bare_network() {
    ip -n "$net" address add 10.77.0.20/24 dev eth0
    ip -n "$net" link set eth0 up
    ip -n "$net" route add default via 10.77.0.1
    printf 'nameserver 10.77.0.53\n' >"$root/etc/resolv.conf"
}

# A link that has just come up loses its first packets. A patient that is to have no network yet (network=later) is not waited for.
await_network() {
    [[ $network == yes ]] || return 0
    for _ in $(seq 100); do in_net bash -c ': </dev/tcp/10.77.0.80/80' 2>/dev/null && return; sleep 0.1; done
    die "the network of $name does not answer"
}

# A layer over the image; a machine that is itself a layer (a container) cannot stack another, and copies.
own_copy() {
    mount -t overlay overlay -o "lowerdir=$1,upperdir=$here/upper,workdir=$here/work" "$root" 2>/dev/null && return
    cp -a "$1/." "$root"
    mount --bind "$root" "$root"
}

# A disk of the patient's own in place of the overlay, so that / is ext4 and has an end: disk=900M
own_disk() {
    truncate -s "$disk" "$here/disk.img"
    mkfs.ext4 -q -d "$1" "$here/disk.img"
    loop_device "$here/disk.img" >"$here/disk"
    mount "$(<"$here/disk")" "$root"
}

# Two patients that look for a free device at once find the same one.
loop_device() { flock "$state/.loops" losetup --find --show "$@"; }

# volume MOUNTPOINT SIZE [mkfs.ext4 options]: a file system of its own, mounted before the patient starts. Its device is in $volume afterwards.
volume() {
    local point=$1 size=$2; shift 2
    local file; file=$here/volume-$(tr -c 'a-z0-9\n' - <<<"$point").img
    truncate -s "$size" "$file"
    mkfs.ext4 -q -m 0 "$@" "$file"
    volume=$(loop_device "$file")
    echo "$volume $root$point" >>"$here/volumes"
    mkdir -p "$root$point"
    # What the image has there stays visible, as on a machine that was installed so.
    mount "$volume" "$here/work.mount" 2>/dev/null || { mkdir -p "$here/work.mount"; mount "$volume" "$here/work.mount"; }
    cp -a "$root$point/." "$here/work.mount/"; chown --reference="$root$point" "$here/work.mount"; chmod --reference="$root$point" "$here/work.mount"
    umount "$here/work.mount"
    mount "$volume" "$root$point"
}

# A machine has nodes for its own disks, and nobody else has them mounted: fsck needs both.
hand_over_volumes() {
    local device point
    while read -r device point; do
        inside mknod -m 660 "$device" b 7 "${device#/dev/loop}"
        umount "$point" 2>/dev/null || true
    done <"$here/volumes"
}

close_volumes() {
    [[ -s $here/volumes ]] || return 0
    local device point
    while read -r device point; do umount -l "$point" 2>/dev/null; losetup -d "$device" 2>/dev/null; done <"$here/volumes"
}

# What people made. No remedy may touch it: the tests compare checksums.
leave_keepsakes() {
    local documents=$root/home/alice/Documents
    mkdir -p "$documents" "$root/srv/photos"
    printf 'Chapter one. It had taken me a year to write this.\n' >"$documents/thesis.txt"
    head -c 300000 /dev/urandom >"$root/srv/photos/wedding.jpg"
    printf 'old figures\n' >"$documents/figures.csv.1"; printf 'gzip? no: a diary\n' >"$documents/diary.log.gz"
    chown -R --reference="$root/home/alice" "$root/home/alice/Documents"
}

# The first process of the namespaces that process $1 made: the child that is number 1 there (systemd-nspawn has a passing child before it).
first_process() {
    local child
    for _ in $(seq 200); do
        for child in $(cat /proc/"$1"/task/*/children 2>/dev/null); do
            if grep -qE '^NSpid:.*[[:space:]]1$' "/proc/$child/status" 2>/dev/null; then echo "$child"; return; fi
        done
        sleep 0.02
    done
    die "the first process never came: $(tail -3 "$here/console" 2>/dev/null)"
}

# bare-init.sh has done its mounts when its process has become the reaper at its end.
await_bare() {
    for _ in $(seq 200); do
        [[ $(tr '\0' ' ' <"/proc/$1/cmdline") == */bin/bash\ -c\ sleep* ]] && return
        sleep 0.02
    done
    die "the first process of $name is stuck: $(tail -3 "$here/console" 2>/dev/null)"
}

# Two systemds under one --keep-unit cgroup would both claim its `payload`; each patient gets a cgroup of its own in systemd's hierarchies.
own_cgroup_roots() {
    local root
    for root in /sys/fs/cgroup /sys/fs/cgroup/unified /sys/fs/cgroup/systemd /sys/fs/cgroup/memory; do
        [[ -w $root/cgroup.procs ]] && echo "$root"
    done
    return 0
}
enter_own_cgroup() {
    local root; : >"$here/cgroups"
    for root in $(own_cgroup_roots); do
        mkdir -p "$root/fettle-$name"
        echo "$root $(own_cgroup_in "$root")" >>"$here/cgroups"
        echo $$ >"$root/fettle-$name/cgroup.procs"
    done
    [[ -z $memory ]] || limit_memory
}
# Where this process was in that hierarchy, as a folder.
own_cgroup_in() {
    local path
    case $1 in
        */unified) path=$(sed -n 's/^0:://p' /proc/self/cgroup) ;;
        */systemd) path=$(sed -n 's/^[0-9]*:name=systemd://p' /proc/self/cgroup) ;;
        */memory) path=$(sed -n 's/^[0-9]*:memory://p' /proc/self/cgroup) ;;
        *) path=$(sed -n 's/^0:://p' /proc/self/cgroup) ;;
    esac
    echo "$1$path"
}
# What runs inside is held to the patient's memory, too.
join_own_cgroup() {
    [[ -n $memory ]] || return 0
    local root
    for root in /sys/fs/cgroup /sys/fs/cgroup/memory; do
        [[ -e $root/fettle-$name/memory.max || -e $root/fettle-$name/memory.limit_in_bytes ]] && echo "$BASHPID" >"$root/fettle-$name/cgroup.procs"
    done
    return 0
}
limit_memory() {
    local limit
    for limit in /sys/fs/cgroup/{memory/"fettle-$name"/memory.limit_in_bytes,"fettle-$name"/memory.max}; do
        [[ -w $limit ]] && { echo "$memory" >"$limit"; return; }
    done
    die "this machine has no memory cgroup to bound $name with"
}
leave_own_cgroup() {
    local root before
    while read -r root before; do echo $$ >"$before/cgroup.procs" 2>/dev/null || echo $$ >"$root/cgroup.procs"; done <"$here/cgroups"
}
drop_own_cgroup() {
    local root
    for root in $(own_cgroup_roots); do
        [[ -d $root/fettle-$name ]] || continue
        find "$root/fettle-$name" -depth -type d -exec rmdir {} + 2>/dev/null
    done
    return 0
}
