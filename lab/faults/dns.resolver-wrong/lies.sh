# A resolver answers every question with its own address, as a hostile or a captive one does.
kind=bare default=yes
says=("every web site shows the same strange page" "the browser warns about every certificate" "I always land on a login page I do not know")
inject_outside() {
    ip -n "$gateway" address add 10.77.0.66/24 dev lan0
    in_gateway dnsmasq --no-resolv --no-hosts --conf-file=/dev/null --pid-file=/run/liar.pid --user=root --listen-address=10.77.0.66 --bind-interfaces --address=/#/10.77.0.66
}
inject() { echo 'nameserver 10.77.0.66' >/etc/resolv.conf; }
usertest() { resolves www.example.org 198.51.100.10 && page www.example.org; }
