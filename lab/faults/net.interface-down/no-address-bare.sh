# Up, plugged in, and without any address; no systemd, no tools.
kind=bare heals=maybe
also=(net.no-address)
says=("no network at all" "the computer has no ip address" "Netzwerk weg")
inject_outside() { in_net ip address flush dev eth0; }
usertest() { page www.example.org; }
