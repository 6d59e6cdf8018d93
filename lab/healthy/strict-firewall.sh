# A careful firewall of both kinds: closed from outside but for two odd ports, open from inside, with sets, limits, old tables and a log.
kind=booted
says=("it is slow" "something is wrong" "no internet since this morning" "I cannot work")
settle() {
    sed -i 's/listen 80 /listen 8088 /; s/listen \[::\]:80 /listen [::]:8088 /' /etc/nginx/sites-enabled/default; systemctl restart nginx
    nft -f - <<'N'
table inet guard {
    set offices { type ipv4_addr; flags interval; elements = { 10.77.0.0/24, 192.0.2.0/25 } }
    chain input { type filter hook input priority 0; policy drop; ct state established,related accept; ct state invalid drop; iif lo accept; ip protocol icmp limit rate 10/second accept; ip saddr @offices tcp dport { 22, 8088 } accept; limit rate 5/minute log prefix "dropped " ; counter drop; }
    chain forward { type filter hook forward priority 0; policy drop; }
    chain output { type filter hook output priority 0; policy accept; ip daddr 203.0.113.66 reject; meta skuid 33 tcp dport 25 reject; }
    chain early { type filter hook prerouting priority -300; policy accept; ip saddr 203.0.113.0/24 drop; }
}
N
    iptables-legacy -A INPUT -i lo -j ACCEPT; iptables-legacy -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT; iptables-legacy -A INPUT -p tcp --dport 22 -j ACCEPT; iptables-legacy -A INPUT -p tcp --dport 8088 -j ACCEPT; iptables-legacy -P INPUT DROP
}
usertest() { serves_its_page http://localhost:8088/ && page www.example.org; }
