# The kernel killed it when its own limit was reached; nothing started it again.
kind=booted heals=maybe
says=("the report service died this morning" "reports are not available" "die Berichte gehen nicht mehr")
settle() { description='Reports' unit reports 'ExecStart=/bin/sh -c "exec sleep infinity"'; systemctl start reports; }
inject() { systemctl kill -s KILL reports; until_true 5 systemctl is-failed -q reports; }
usertest() { systemctl is-active -q reports; }
