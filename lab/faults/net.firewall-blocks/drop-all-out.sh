# A rule set lets nothing out but loopback.
kind=booted default=yes
says=("no internet after the security update" "every connection times out" "nothing gets out of this machine")
inject() { printf 'table inet guard {\n chain out {\n  type filter hook output priority 0; policy drop;\n  oif lo accept\n }\n}\n' | nft -f -; }
usertest() { page www.example.org; }
