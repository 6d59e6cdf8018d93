# The timer of the nightly backup was disabled during tests.
kind=booted
says=("the nightly backup has not run for a week" "backup did not run" "die Datensicherung läuft nachts nicht mehr")
settle() {
    printf '[Unit]\nDescription=Nightly backup\n[Service]\nType=oneshot\nExecStart=/bin/true\n' >/etc/systemd/system/backup.service
    printf '[Unit]\nDescription=Nightly backup\n[Timer]\nOnCalendar=02:00\n[Install]\nWantedBy=timers.target\n' >/etc/systemd/system/backup.timer
    systemctl daemon-reload; systemctl enable -q --now backup.timer
}
inject() { systemctl disable -q --now backup.timer; }
usertest() { systemctl is-active -q backup.timer && systemctl is-enabled -q backup.timer; }
