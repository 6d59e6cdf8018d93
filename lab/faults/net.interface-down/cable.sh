# The other end of the cable is dead. Only a hand can mend it.
kind=booted heals=no
also=(net.cable-unplugged)
says=("network cable seems dead" "no internet, no network" "offline since the desk was moved")
inject_outside() { ip -n "$gateway" link set lan0 down; }
usertest() { page www.example.org; }
