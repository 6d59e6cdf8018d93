# The rules are in the old kernel tables, where no nft shows them.
kind=booted
says=("web pages do not open since the firewall script ran" "no internet" "die Firewall blockiert alles")
inject() { iptables-legacy -A OUTPUT -p udp --dport 53 -j DROP; iptables-legacy -A OUTPUT -p tcp --dport 53 -j DROP; iptables-legacy -A OUTPUT -p tcp -m multiport --dports 80,443 -j REJECT; }
usertest() { page www.example.org; }
