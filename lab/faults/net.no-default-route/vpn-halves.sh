# A VPN client died and left its two half-internet routes to a gateway that is gone.
kind=booted
also=(net.gateway-unreachable)
says=("no internet after the vpn crashed" "pages time out since I closed the laptop" "VPN abgestürzt und jetzt kein Internet")
inject_outside() { in_net ip route add 0.0.0.0/1 via 10.77.0.99 dev eth0; in_net ip route add 128.0.0.0/1 via 10.77.0.99 dev eth0; }
usertest() { page www.example.org; }
