# Two workers of one program run in circles.
kind=booted
says=("computer extremely slow, fan loud" "everything takes forever" "high CPU load")
inject() { unit thumbnailer 'ExecStart=/bin/bash -c "for n in 1 2; do (while :; do :; done) & done; wait"' Nice=-18; systemctl start thumbnailer; sleep 1; }
usertest() {
    local before after pids
    pids=$(cat /sys/fs/cgroup/{systemd,unified,.}/system.slice/thumbnailer.service/cgroup.procs 2>/dev/null | sort -u || true); [[ -n $pids ]] || return 0
    for pid in $pids; do
        [[ $(awk '{ print $19 }' "/proc/$pid/stat") -ge 10 ]] && continue
        before=$(awk '{ print $14 }' "/proc/$pid/stat"); sleep 0.5; after=$(awk '{ print $14 }' "/proc/$pid/stat" 2>/dev/null || echo "$before")
        (( after - before < 10 )) || return 1
    done
}
