# A route into nothing in place of the way out.
kind=bare
says=("no internet" "I only reach the machines in our office" "nichts ausserhalb des Büros ist erreichbar")
inject_outside() { in_net ip route del default; in_net ip route add blackhole default; }
usertest() { page www.example.org; }
