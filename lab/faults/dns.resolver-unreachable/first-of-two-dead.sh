# The first of two resolvers is dead: all works, five seconds late.
kind=booted
also=(dns.resolver-slow)
says=("every web page takes ages to start loading" "the internet is slow to begin with, then fast" "opening a site takes five seconds")
inject() { printf 'nameserver 10.77.0.98\nnameserver 10.77.0.53\n' >/etc/resolv.conf; }
usertest() { timeout 3 getent ahostsv4 www.example.org >/dev/null && timeout 3 getent ahostsv4 www.example.com >/dev/null; }
