# The gateway is wrong in the configuration itself, too: somebody mistyped it.
kind=booted heals=maybe
says=("no internet since I changed the network settings" "only the local network works" "pages do not load, the file server does")
inject() { sed -i 's/gateway 10.77.0.1$/gateway 10.77.0.11/' /etc/network/interfaces; ip route replace default via 10.77.0.11 dev eth0; }
usertest() { page www.example.org; }
