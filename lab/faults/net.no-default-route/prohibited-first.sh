# The good route is there, and a prohibiting one with a better metric before it.
kind=booted
says=("internet gone" "the internet does not work, the printer in the office does" "seit heute früh kein Internet")
inject_outside() { in_net ip route add prohibit default metric 0 2>/dev/null || { in_net ip route del default; in_net ip route add default via 10.77.0.1 dev eth0 metric 100; in_net ip route add prohibit default metric 5; }; }
usertest() { page www.example.org; }
