# The time service is installed, was switched off, and nothing keeps the clock.
kind=booted default=yes
also=(service.masked-or-disabled service.not-running)
says=("the clock is wrong" "my computer shows a different time than the phone" "sign-in fails because of a time difference")
prepare() {
    # chronyd that never touches this machine's clock (-x) may run in a container.
    mkdir -p "$root/etc/systemd/system/chrony.service.d"
    printf '[Unit]\nConditionCapability=\n' >"$root/etc/systemd/system/chrony.service.d/lab.conf"
    echo 'DAEMON_OPTS="-F 1 -x"' >"$root/etc/default/chrony"
    printf 'server 10.77.0.1 iburst minpoll 0 maxpoll 2\ndriftfile /var/lib/chrony/chrony.drift\n' >"$root/etc/chrony/chrony.conf"
}
inject() { systemctl disable -q --now chrony; }
usertest() { until_true 10 bash -c 'chronyc tracking | grep -q "Leap status.*Normal"'; }
