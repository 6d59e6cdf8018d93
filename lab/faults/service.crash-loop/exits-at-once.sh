# A service that fails at every start and is started again for ever.
kind=booted default=yes
says=("the tray program keeps opening and closing" "the sync service starts over and over" "something restarts all the time")
inject() { description='Synchronises the shared folder' unit folder-sync 'ExecStart=/bin/sh -c "echo cannot read the settings >&2; exit 3"' 'Restart=always' 'RestartSec=300ms'; systemctl start folder-sync || true; sleep 2; }
usertest() { local before; before=$(systemctl show -P NRestarts folder-sync); sleep 2.5; [[ $(systemctl show -P NRestarts folder-sync) -le $before ]]; }
