# A list of forbidden addresses holds the intranet's.
kind=booted
says=("the intranet is blocked on this computer" "intranet.lab.test times out, other pages work" "connection to the intranet is blocked")
inject() { nft add table ip filter2; nft add set ip filter2 banned '{ type ipv4_addr; }'; nft add element ip filter2 banned '{ 10.77.0.80, 192.0.2.7 }'; nft add chain ip filter2 out '{ type filter hook output priority 0; }'; nft add rule ip filter2 out ip daddr @banned drop; }
usertest() { page intranet.lab.test; }
