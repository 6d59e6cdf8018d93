# Two default routes; the better one leads to a gateway that was switched off.
kind=booted
says=("internet is dead" "cannot reach anything outside" "kein Internet obwohl Netzwerk verbunden")
inject_outside() { in_net ip route del default; in_net ip route add default via 10.77.0.1 dev eth0 metric 200; in_net ip route add default via 10.77.0.98 dev eth0 metric 10; }
usertest() { page www.example.org; }
