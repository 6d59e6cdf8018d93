# Four name servers, of which the first three are dead; the C library asks no more than three.
kind=bare
says=("no internet since this morning" "no web page opens" "kein Internet mehr")
inject() { printf 'nameserver 10.77.0.97\nnameserver 10.77.0.98\nnameserver 10.77.0.99\nnameserver 10.77.0.53\n' >/etc/resolv.conf; }
usertest() { timeout 6 bash -c '[[ $(getent ahostsv4 www.example.org | head -1) == 198.51.100.10* ]]'; }
