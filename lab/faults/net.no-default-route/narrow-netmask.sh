# The address was set again with a netmask that leaves the gateway outside.
kind=bare heals=maybe
also=(net.gateway-unreachable net.interface-down)
says=("I cannot reach anything since the network settings were changed" "no network" "weder Intranet noch Internet")
inject_outside() { in_net ip address flush dev eth0; in_net ip address add 10.77.0.20/32 dev eth0; }
usertest() { page www.example.org; }
