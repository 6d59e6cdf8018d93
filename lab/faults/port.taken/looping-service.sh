# A service is started again and again because another service has its port.
kind=booted
says=("the booking service is down and keeps restarting" "address already in use" "the booking page does not load")
settle() {
    mkdir -p /srv/old /srv/booking; echo 'old booking' >/srv/old/index.html; echo 'the new booking' >/srv/booking/index.html
    description='Old booking page' unit booking-old 'ExecStart=/usr/bin/busybox httpd -f -p 8080 -h /srv/old'
    description='Booking page' unit booking 'ExecStart=/usr/bin/busybox httpd -f -p 8080 -h /srv/booking' 'Restart=always' 'RestartSec=500ms'
    systemctl start booking
}
inject() {
    systemctl stop booking
    systemctl start booking-old; until_true 5 bash -c ': </dev/tcp/127.0.0.1/8080'
    systemctl start booking || true; sleep 3
}
usertest() { until_true 5 serves_its_page http://localhost:8080/ 'the new booking'; }
