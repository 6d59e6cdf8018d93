# A typing error: the line is no nameserver line at all.
kind=bare
says=("the browser cannot find any server" "names are not resolved" "ping to an address works, names do not")
inject() { printf '# office\nnameserver: 10.77.0.53\nsearch lab.test\n' >/etc/resolv.conf; }
usertest() { resolves www.example.org 198.51.100.10; }
