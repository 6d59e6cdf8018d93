# A sensible firewall: answers, remote sign-in and ping may come in, everything may go out.
settle() {
    printf 'table inet filter {\n chain input {\n  type filter hook input priority 0; policy drop;\n  iif lo accept\n  ct state established,related accept\n  tcp dport 22 accept\n  icmp type echo-request accept\n  counter drop\n }\n chain forward { type filter hook forward priority 0; policy drop; }\n}\n' | nft -f -
}
usertest() { page www.example.org; }
