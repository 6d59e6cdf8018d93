# The network card was switched off by hand.
kind=booted default=yes
says=("no network at all" "the network symbol has a cross" "nothing works, no internet and no printer")
inject() { ip link set eth0 down; }
usertest() { page www.example.org; }
