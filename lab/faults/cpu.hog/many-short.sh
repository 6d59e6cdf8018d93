# A script starts a program, which ends at once, and starts it again: no process is old enough to be seen.
kind=booted heals=maybe
says=("the server is slow" "load is high but top shows nothing" "der Lüfter läuft ständig")
inject() { printf '#!/bin/bash\nwhile :; do /bin/true; done\n' >/usr/local/bin/poll-device; chmod 755 /usr/local/bin/poll-device; unit poll-device ExecStart=/usr/local/bin/poll-device Nice=-18; systemctl start poll-device; sleep 2; }
usertest() { ! systemctl is-active -q poll-device || [[ $(ps -o ni= -p "$(systemctl show -P MainPID poll-device)") -ge 10 ]]; }
