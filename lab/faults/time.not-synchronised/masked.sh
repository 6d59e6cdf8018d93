# The time service was masked.
kind=booted
also=(service.masked-or-disabled)
says=("the clock is two minutes off" "my codes for the two factor login are rejected" "die Uhr geht falsch")
prepare() {
    mkdir -p "$root/etc/systemd/system/chrony.service.d"
    printf '[Unit]\nConditionCapability=\n' >"$root/etc/systemd/system/chrony.service.d/lab.conf"
    echo 'DAEMON_OPTS="-F 1 -x"' >"$root/etc/default/chrony"
    printf 'server 10.77.0.1 iburst minpoll 0 maxpoll 2\ndriftfile /var/lib/chrony/chrony.drift\n' >"$root/etc/chrony/chrony.conf"
}
inject() { systemctl mask -q --now chrony.service; }
usertest() { until_true 10 bash -c 'chronyc tracking | grep -q "Leap status.*Normal"'; }
