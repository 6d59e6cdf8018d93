# The override is an IPv6 address, which programs prefer.
kind=booted
says=("www.example.com does not open" "one website is refused here only" "die Seite example.com lädt nicht")
inject() { printf '::1 www.example.com\n127.0.0.2 www.example.com\n' >>/etc/hosts; }
usertest() { resolves www.example.com 198.51.100.20; }
