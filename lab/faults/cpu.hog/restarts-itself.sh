# A service whose hog is back a second after every restart.
kind=booted
says=("the machine is slow since the last update of the scanner" "fan is loud, the computer gets hot" "alles ist zäh")
inject() {
    printf '#!/bin/bash\nsleep 1\nwhile :; do :; done\n' >/usr/local/bin/scan-all; chmod 755 /usr/local/bin/scan-all
    unit scan-all ExecStart=/usr/local/bin/scan-all Nice=-18 Restart=always RestartSec=1; systemctl start scan-all; sleep 6
}
usertest() {
    local pid before after
    pid=$(systemctl show -P MainPID scan-all); [[ $pid != 0 ]] || return 0
    before=$(sed 's/.*) //' "/proc/$pid/stat" | awk '{ print $12 }'); sleep 3
    pid=$(systemctl show -P MainPID scan-all); [[ $pid != 0 ]] || return 0
    after=$(sed 's/.*) //' "/proc/$pid/stat" | awk '{ print $12 }'); (( after - before < 60 ))
}
