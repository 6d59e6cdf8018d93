# resolv.conf names the resolver of another office.
kind=booted
says=("no internet since I came back from the other office" "server not found" "I cannot open any page")
inject() { printf 'search other-office.test\nnameserver 192.168.178.1\n' >/etc/resolv.conf; }
usertest() { resolves www.example.org 198.51.100.10 && page www.example.org; }
