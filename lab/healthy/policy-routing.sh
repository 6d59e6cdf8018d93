# Routing with rules: a VPN that lives, bogons into a black hole, a table for one service, two ways out that both work.
kind=booted
says=("it is slow" "something is wrong" "no internet since this morning")
settle() {
    ip route add blackhole 192.168.0.0/16; ip route add unreachable 172.16.0.0/12; ip route add default via 10.77.0.80 dev eth0 metric 500
    ip rule add pref 100 from 10.77.0.20 to 192.0.2.0/24 lookup 90; ip route add prohibit default table 90; ip rule add pref 110 fwmark 7 prohibit; ip rule add pref 120 uidrange 33-33 blackhole
    ip link add tun9 type veth peer name tun9far; ip address add 10.8.0.2/24 dev tun9; ip link set tun9far up; ip link set tun9 mtu 1200 up; ip route add 10.9.0.0/16 dev tun9
}
usertest() { page www.example.org; }
