# A service of a plain user was moved to a port that only root may open.
kind=booted heals=no
also=(service.crash-loop port.taken)
says=("the timetable does not open" "timetable service failed after the change" "der Stundenplan ist nicht erreichbar")
settle() { useradd -r timetable; description='Timetable' unit timetable User=timetable 'ExecStart=/usr/bin/busybox httpd -f -p 8099 -h /srv'; systemctl start timetable; }
inject() { systemctl stop timetable; sed -i 's/8099/99/' /etc/systemd/system/timetable.service; systemctl daemon-reload; systemctl start timetable || true; until_true 5 systemctl is-failed -q timetable; }
usertest() { systemctl is-active -q timetable; }
