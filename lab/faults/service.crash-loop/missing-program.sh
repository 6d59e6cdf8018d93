# The program of a service is gone (203/EXEC).
kind=booted
also=(service.failed)
says=("the badge reader does not work" "the door service keeps failing" "badges are not read since the update")
inject() { unit badge-reader 'ExecStart=/opt/badge/reader --serial /dev/ttyS9' 'Restart=on-failure' 'RestartSec=500ms'; systemctl start badge-reader || true; sleep 2; }
usertest() { local before; before=$(systemctl show -P NRestarts badge-reader); sleep 2.5; [[ $(systemctl show -P NRestarts badge-reader) -le $before ]]; }
