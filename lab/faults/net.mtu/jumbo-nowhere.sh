# A tiny MTU that only IPv4 survives.
kind=bare heals=maybe
says=("small pages load and big ones hang" "downloads freeze after a second" "grosse Downloads bleiben hängen")
inject_outside() { in_net ip link set eth0 mtu 600; }
usertest() { [[ $(cat /proc/sys/net/ipv4/conf/eth0/forwarding) ]] && [[ $(sed -n 's/.*//p' /dev/null; cat /sys/class/net/eth0/mtu 2>/dev/null || echo 1500) -ge 1280 ]]; }
