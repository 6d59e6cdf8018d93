# A resolver that says of every name that it does not exist.
kind=booted
says=("server not found for every page" "this site can't be reached, DNS_PROBE_FINISHED_NXDOMAIN" "no site opens although the network is connected")
inject_outside() {
    ip -n "$gateway" address add 10.77.0.66/24 dev lan0
    in_gateway dnsmasq --no-resolv --no-hosts --conf-file=/dev/null --pid-file=/run/liar.pid --user=root --listen-address=10.77.0.66 --bind-interfaces --address=/#/
}
inject() { echo 'nameserver 10.77.0.66' >/etc/resolv.conf; }
usertest() { resolves www.example.org 198.51.100.10 && page www.example.org; }
