# Its program lost its execute bit in a copy.
kind=booted
says=("time recording is down" "cannot stamp in, the service is not running" "timerec failed to start")
settle() { printf '#!/bin/sh\nexec sleep infinity\n' >/usr/local/bin/timerec; chmod 755 /usr/local/bin/timerec; description='Time recording' unit timerec ExecStart=/usr/local/bin/timerec; systemctl start timerec; }
inject() { systemctl stop timerec; chmod 644 /usr/local/bin/timerec; systemctl start timerec || true; until_true 5 systemctl is-failed -q timerec; }
usertest() { systemctl is-active -q timerec; }
