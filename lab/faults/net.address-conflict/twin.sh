# Another machine has the same address.
kind=booted heals=no
says=("the network comes and goes" "connection drops all the time" "a message says that another computer has the same address")
inject_outside() { ip -n "$gateway" address add 10.77.0.20/32 dev lan0; }
usertest() { reaches 198.51.100.10 80; }
