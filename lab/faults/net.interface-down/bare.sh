# The same on a system without ip or ifup.
kind=bare heals=maybe
says=("no network" "the computer is offline" "cannot reach anything")
inject_outside() { ip -n "$net" link set eth0 down; }
usertest() { page www.example.org; }
