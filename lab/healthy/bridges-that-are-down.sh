# Interfaces that are down because nothing needs them: a container bridge, a second card that nobody configured.
settle() {
    ip link add docker0 type bridge; ip address add 172.17.0.1/16 dev docker0; ip link set docker0 up
    ip link add eth1 type veth peer name eth2; ip link set eth1 down
}
