# netdev ingress: what arrives is dropped before IP sees it.
kind=booted heals=maybe
says=("no internet" "nothing reaches this computer any more" "Netzwerk tot seit dem Firewall-Test")
inject() { nft add table netdev guard; nft add chain netdev guard in '{ type filter hook ingress device "eth0" priority 0; }'; nft add rule netdev guard in ip protocol '{ tcp, udp }' drop; }
usertest() { page www.example.org; }
