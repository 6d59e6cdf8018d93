# A log that a running program writes right now has grown over everything; rotating has been switched off.
kind=booted
also=(logs.too-large)
says=("the scanner service says disk full" "no space left on device" "cannot save, disk is full since the scanner was installed")
prepare() { volume /var 500M; }
settle() { description='Scanner' unit scanner 'ExecStart=/bin/bash -c "exec 7>>/var/log/scanner.log; while :; do echo scanning >&7; sleep 2; done"'; systemctl start scanner; }
inject() { fallocate -l "$(($(df --output=avail -B1 /var/log | tail -1) - 4096))" /var/log/filler; cat /var/log/filler >>/var/log/scanner.log 2>/dev/null || true; rm /var/log/filler; fill_up /var/log/scanner.log; }
usertest() { head -c 3000000 /dev/zero >/var/spool/job && rm /var/spool/job; }
