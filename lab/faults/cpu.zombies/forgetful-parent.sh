# A program leaves its children dead and uncollected by the hundred.
kind=booted
says=("cannot fork, resource temporarily unavailable" "there are hundreds of defunct processes" "new programs do not start, top shows zombies")
inject() {
    printf '#!/usr/bin/perl\n$SIG{CHLD} = "DEFAULT"; for (1 .. 400) { exit 0 unless fork } sleep 1000000;\n' >/usr/local/bin/poller; chmod 755 /usr/local/bin/poller
    description='Polls the meters' unit poller 'ExecStart=/usr/local/bin/poller'; systemctl start poller
    until_true 10 bash -c '[[ $(grep -l "^State:.Z" /proc/[0-9]*/status 2>/dev/null | wc -l) -gt 350 ]]'
}
usertest() { [[ $(grep -l '^State:.Z' /proc/[0-9]*/status 2>/dev/null | wc -l) -lt 20 ]]; }
