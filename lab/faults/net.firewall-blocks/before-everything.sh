# The rule is not in the usual hook but before it, in prerouting.
kind=booted
says=("no internet" "names cannot be resolved" "nichts lädt mehr")
inject() { nft add table ip raw2; nft add chain ip raw2 pre '{ type filter hook prerouting priority -300; }'; nft add rule ip raw2 pre udp sport 53 drop; nft add rule ip raw2 pre tcp sport '{ 80, 443 }' drop; }
usertest() { page www.example.org; }
