# Configured by DHCP; the route was lost, the lease still names the router.
kind=booted network=later
says=("no internet" "web does not work after standby" "everything outside the office is unreachable")
prepare() {
    printf 'auto lo\niface lo inet loopback\n\nauto eth0\niface eth0 inet dhcp\n' >"$root/etc/network/interfaces"
    : >"$root/etc/resolv.conf"
}
inject() { ip route del default; }
usertest() { page www.example.org; }
