# What the gateway of a patient can do; sent into its namespaces by outside.sh.

# resolver_start [dnsmasq options]: knows a few names of the "internet" and of the office; every other name does not exist.
resolver_start() {
    (( $# )) || set -- --address=/#/ --address=/example.org/198.51.100.10 --address=/example.com/198.51.100.20 --address=/example.net/198.51.100.30 \
        --address=/debian.org/198.51.100.40 --address=/google.com/198.51.100.20 --address=/cloudflare.com/198.51.100.30 --address=/wikipedia.org/198.51.100.40 \
        --address=/intranet.lab.test/10.77.0.80 --host-record=gateway.lab.test,10.77.0.1
    dnsmasq --no-resolv --no-hosts --conf-file=/dev/null --pid-file=/run/resolver.pid --user=root --local-ttl=30 \
        --listen-address=10.77.0.1,10.77.0.53 --bind-interfaces \
        --dhcp-range=10.77.0.100,10.77.0.120,1h --dhcp-option=option:router,10.77.0.1 --dhcp-option=option:dns-server,10.77.0.53 \
        --dhcp-leasefile=/run/leases --dhcp-authoritative "$@"
}
resolver_stop() {
    local pid; pid=$(cat /run/resolver.pid)
    kill "$pid"
    while [[ -e /proc/$pid ]]; do sleep 0.02; done
}

site_start() { mkdir -p /run/www; echo 'It works: this is the lab.' >/run/www/index.html; busybox httpd -p 80 -h /run/www; }

# A clock that answers, and never sets this machine's own (-x).
time_start() { mkdir -p /run/chrony; printf 'local stratum 2\nallow all\ncmdport 0\npidfile /run/clock.pid\n' >/run/clock.conf; chronyd -x -u root -f /run/clock.conf; }

# A printer that takes raw documents on port 9100 of the intranet's address.
printer_start() { setsid busybox nc -ll -p 9100 -e /bin/cat </dev/null >/dev/null 2>&1 & echo $! >/run/printer.pid; }
printer_stop() { kill "$(cat /run/printer.pid)"; }
