# What it needs has failed first: the dependency is what has to be mended.
kind=booted heals=maybe
also=(service.crash-loop)
says=("the shop page is down" "shopfront does not start, dependency failed" "der Shop ist nicht erreichbar")
settle() {
    mkdir -p /srv/queue; unit_lines='' unit broker 'ExecStart=/bin/sh -c "test -e /srv/queue && exec sleep infinity"'
    unit_lines=$'Requires=broker.service\nAfter=broker.service' unit shopfront 'ExecStart=/bin/sleep infinity'; systemctl start shopfront
}
inject() { systemctl stop shopfront broker; rmdir /srv/queue; systemctl start broker || true; sleep 0.5; mkdir /srv/queue; systemctl reset-failed; rmdir /srv/queue; systemctl start shopfront || true; systemctl start broker || true; until_true 5 systemctl is-failed -q broker; mkdir /srv/queue; }
usertest() { systemctl is-active -q shopfront; }
