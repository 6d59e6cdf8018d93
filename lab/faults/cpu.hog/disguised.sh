# A service that burns a core and calls itself a kernel thread.
kind=booted
says=("the server is slow since yesterday" "fan runs at full speed all day" "high load and nobody knows why")
inject() {
    printf '#!/bin/bash\nexec -a "[kworker/0:1-events]" /bin/bash -c "while :; do :; done"\n' >/usr/local/bin/updater; chmod 755 /usr/local/bin/updater
    unit updater 'ExecStart=/usr/local/bin/updater' Nice=-18; systemctl start updater; sleep 1
}
usertest() {
    local pid before after
    pid=$(systemctl show -P MainPID updater); [[ $pid != 0 ]] || return 0
    [[ $(awk '{ print $19 }' "/proc/$pid/stat") -ge 10 ]] && return 0
    before=$(sed 's/.*) //' "/proc/$pid/stat" | awk '{ print $12 }'); sleep 1; after=$(sed 's/.*) //' "/proc/$pid/stat" | awk '{ print $12 }')
    (( after - before < 20 ))
}
