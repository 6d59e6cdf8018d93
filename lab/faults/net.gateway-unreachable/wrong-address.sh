# The default route leads to an address at which no machine is; the configuration names the right one.
kind=booted default=yes
says=("no internet but the local network works" "pages outside do not load" "I can print but not browse")
inject() { ip route replace default via 10.77.0.254 dev eth0; }
usertest() { page www.example.org; }
