# The rule is about ARP: no neighbour is ever found.
kind=booted heals=maybe
also=(net.gateway-unreachable)
says=("the network is dead since the security update of the firewall" "no connection to anything")
inject() { nft add table arp strict; nft add chain arp strict out '{ type filter hook output priority 0; policy drop; }'; ip neigh flush dev eth0; }
usertest() { page www.example.org; }
