# The same with systemd: the interfaces file has only lo, resolv.conf is empty.
network=no
prepare() { printf 'auto lo\niface lo inet loopback\n' >"$root/etc/network/interfaces"; : >"$root/etc/resolv.conf"; }
