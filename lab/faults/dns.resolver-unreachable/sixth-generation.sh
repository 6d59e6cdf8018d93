# Only an IPv6 server is named, and there is no IPv6 here.
kind=booted
says=("internet does not work" "pages do not load, could not resolve host" "Webseiten werden nicht gefunden")
inject() { printf 'nameserver 2001:db8::53\noptions timeout:1 attempts:1\n' >/etc/resolv.conf; }
usertest() { resolves www.example.org 198.51.100.10; }
