# Restored from a backup as root: the service may not write its own folder.
kind=booted
says=("the booking system is down since the restore" "bookings stopped working" "permission denied in the log of bookings")
settle() {
    useradd -r -d /var/lib/bookings bookings; install -d -o bookings -g bookings /var/lib/bookings; install -o bookings /dev/null /var/lib/bookings/db
    description='Bookings' unit bookings User=bookings 'ExecStart=/bin/sh -c "echo open >>/var/lib/bookings/db && exec sleep infinity"'; systemctl start bookings
}
inject() { systemctl stop bookings; chown -R root:root /var/lib/bookings; chmod 755 /var/lib/bookings; systemctl start bookings || true; until_true 5 systemctl is-failed -q bookings; }
usertest() { systemctl is-active -q bookings; }
