# systemd-resolved asks a server that is not there; resolv.conf itself looks right (127.0.0.53).
kind=booted
says=("no internet in any browser" "names cannot be resolved" "the network is there but no site opens")
prepare() {
    chroot "$root" systemctl enable -q systemd-resolved
    ln -sf ../run/systemd/resolve/stub-resolv.conf "$root/etc/resolv.conf"
    mkdir -p "$root/etc/systemd/resolved.conf.d"; printf '[Resolve]\nDNS=10.77.0.53\nDNSSEC=no\n' >"$root/etc/systemd/resolved.conf.d/office.conf"
}
inject() { printf '[Resolve]\nDNS=10.77.0.97\nDNSSEC=no\n' >/etc/systemd/resolved.conf.d/office.conf; systemctl restart systemd-resolved; }
usertest() { resolves www.example.org 198.51.100.10 && page www.example.org; }
