# The servers' names do not exist any more.
kind=booted heals=maybe
says=("the time on this computer drifts away" "clock is wrong" "Uhrzeit stimmt nicht")
prepare() {
    mkdir -p "$root/etc/systemd/system/chrony.service.d"
    printf '[Unit]\nConditionCapability=\n' >"$root/etc/systemd/system/chrony.service.d/lab.conf"
    echo 'DAEMON_OPTS="-F 1 -x"' >"$root/etc/default/chrony"
    printf 'server 10.77.0.1 iburst minpoll 0 maxpoll 2\ndriftfile /var/lib/chrony/chrony.drift\n' >"$root/etc/chrony/chrony.conf"
}
inject() { printf 'pool time.old-company.test iburst\nserver ntp2.old-company.test iburst\ndriftfile /var/lib/chrony/chrony.drift\n' >/etc/chrony/chrony.conf; systemctl restart chrony; sleep 2; }
usertest() { until_true 10 bash -c 'chronyc tracking | grep -q "Leap status.*Normal"'; }
