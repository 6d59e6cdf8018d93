# resolv.conf names an address at which no machine is; the network's own resolver works.
kind=bare
says=("no internet since this morning" "web pages will not open but the network icon is fine" "it cannot find any server by name")
inject() { echo 'nameserver 10.77.0.99' >/etc/resolv.conf; }
usertest() { resolves www.example.org 198.51.100.10 && page www.example.org; }
