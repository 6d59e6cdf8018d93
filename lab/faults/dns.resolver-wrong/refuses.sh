# The address in resolv.conf is a name server of somebody else's, which refuses to answer strangers.
kind=booted
also=(dns.resolver-unreachable)
says=("names do not resolve" "no internet since I changed the DNS setting" "ping says temporary failure in name resolution")
inject_outside() {
    ip -n "$gateway" address add 10.77.0.66/24 dev lan0
    in_gateway dnsmasq --no-resolv --no-hosts --conf-file=/dev/null --pid-file=/run/liar.pid --user=root --listen-address=10.77.0.66 --bind-interfaces
}
inject() { echo 'nameserver 10.77.0.66' >/etc/resolv.conf; }
usertest() { resolves www.example.org 198.51.100.10 && page www.example.org; }
