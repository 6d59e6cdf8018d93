# Only questions to the resolver are dropped: it looks like a dead resolver.
kind=booted
says=("pages do not open, the resolver does not answer" "no internet" "names cannot be found since the firewall change")
inject() { iptables -A OUTPUT -p udp --dport 53 -j DROP; iptables -A OUTPUT -p tcp --dport 53 -j DROP; }
usertest() { page www.example.org; }
