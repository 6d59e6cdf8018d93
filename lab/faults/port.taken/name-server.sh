# Two name servers on one machine: the second does not get port 53.
kind=booted
also=(service.failed)
says=("the local name server does not start" "dns for the office is down" "office-dns failed")
settle() { description='Office DNS' unit office-dns 'ExecStart=/usr/sbin/dnsmasq -k --conf-file=/dev/null --no-resolv --address=/#/10.77.0.80 --listen-address=127.0.0.1 --bind-interfaces --user=root'; systemctl start office-dns; }
inject() { systemctl stop office-dns; background dnsmasq -k --conf-file=/dev/null --no-resolv --listen-address=127.0.0.1 --bind-interfaces --user=root --pid-file=/run/old.pid; sleep 0.7; systemctl start office-dns || true; until_true 5 systemctl is-failed -q office-dns; }
usertest() { systemctl is-active -q office-dns; }
