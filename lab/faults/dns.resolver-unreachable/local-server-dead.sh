# The machine asks its own dnsmasq, which somebody killed; there is no systemd.
kind=bare image=booted
says=("no internet" "could not resolve host" "es geht keine Internetseite mehr auf")
settle() { printf 'no-resolv\nserver=10.77.0.53\nlisten-address=127.0.0.1\nbind-interfaces\n' >/etc/dnsmasq.conf; dnsmasq --user=root; echo 'nameserver 127.0.0.1' >/etc/resolv.conf; }
inject() { pkill dnsmasq; sleep 0.2; }
usertest() { resolves www.example.org 198.51.100.10; }
