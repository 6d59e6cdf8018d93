# A rule of policy routing, left by a VPN, forbids everything beyond the office.
kind=booted
says=("no internet since the vpn was removed" "nothing outside can be reached" "network is unreachable, though the cable is in")
inject_outside() { in_net ip rule add pref 90 from all to 198.51.100.0/24 lookup main; in_net ip rule add pref 80 from all lookup 77; in_net ip route add 10.77.0.0/24 dev eth0 table 77; in_net ip route add prohibit default table 77; }
usertest() { page www.example.org; }
