# A rule about one user's packets: the administrator has internet, Alice has not.
kind=booted
says=("alice has no internet, the administrator has" "no internet for me on this computer" "bei alice geht kein Internet")
inject() { nft add table inet kids; nft add chain inet kids out '{ type filter hook output priority 0; }'; nft add rule inet kids out meta skuid 1000 ip daddr != 127.0.0.0/8 drop; }
usertest() { timeout 10 su - alice -c 'curl -fsS --max-time 4 http://www.example.org/' | grep -q 'It works'; }
