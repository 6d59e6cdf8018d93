# The time service asks a server that is gone.
kind=booted heals=maybe
says=("the clock of this computer drifts" "time is not synchronised" "tickets are rejected, clock skew too great")
prepare() {
    # chronyd that never touches this machine's clock (-x) may run in a container.
    mkdir -p "$root/etc/systemd/system/chrony.service.d"
    printf '[Unit]\nConditionCapability=\n' >"$root/etc/systemd/system/chrony.service.d/lab.conf"
    echo 'DAEMON_OPTS="-F 1 -x"' >"$root/etc/default/chrony"
    printf 'server 10.77.0.1 iburst minpoll 0 maxpoll 2\ndriftfile /var/lib/chrony/chrony.drift\n' >"$root/etc/chrony/chrony.conf"
}
inject() { printf 'server 10.77.0.94 iburst\ndriftfile /var/lib/chrony/chrony.drift\n' >/etc/chrony/chrony.conf; systemctl restart chrony; sleep 1; }
usertest() { until_true 10 bash -c 'chronyc tracking | grep -q "Leap status.*Normal"'; }
