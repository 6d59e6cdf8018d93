# ARP was switched off on the interface: nobody is found any more.
kind=booted heals=maybe
also=(net.interface-down)
says=("the network is dead but the cable is plugged in" "no connection to anything" "keine Verbindung")
inject_outside() { in_net ip link set eth0 arp off; in_net ip neigh flush dev eth0; }
usertest() { page www.example.org; }
