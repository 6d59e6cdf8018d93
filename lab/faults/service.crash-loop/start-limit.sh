# It failed five times within ten seconds and systemd has given up; what it needed is back.
kind=booted
also=(service.failed)
says=("the telephone directory keeps crashing" "phonebook hit its start limit" "phonebook does not stay up")
settle() { mkdir -p /srv/phonebook; unit_lines='StartLimitBurst=4' description='Telephone directory' unit phonebook 'ExecStart=/bin/sh -c "test -e /srv/phonebook && exec sleep infinity"' Restart=always RestartSec=100ms; systemctl start phonebook; }
inject() { systemctl stop phonebook; rmdir /srv/phonebook; systemctl start phonebook || true; until_true 10 systemctl is-failed -q phonebook; mkdir /srv/phonebook; }
usertest() { systemctl is-active -q phonebook; }
