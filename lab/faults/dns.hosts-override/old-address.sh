# A line in /etc/hosts pins a public name to an old address.
kind=bare default=yes
says=("one web site does not open, all the others do" "www.example.org is not reachable from my computer, my colleague can open it" "example.org times out only on this machine")
inject() { printf '\n# migration test\n10.9.9.9\twww.example.org\n' >>/etc/hosts; }
usertest() { resolves www.example.org 198.51.100.10 && page www.example.org; }
