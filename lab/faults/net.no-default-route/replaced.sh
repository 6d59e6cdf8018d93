# A VPN client left a route to its own network and took the default one away. The interfaces file knows the right one.
kind=booted
says=("since the VPN closed nothing outside works" "internet is dead, the printer works" "network unreachable")
inject() { ip route del default; ip route add 172.16.0.0/12 via 10.77.0.1; ip route add blackhole 192.168.0.0/16; }
usertest() { page www.example.org; }
