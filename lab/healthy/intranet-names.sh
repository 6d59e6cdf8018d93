# Names in /etc/hosts on purpose: the office's own, and a blocking list.
kind=bare
prepare() {
    printf '10.77.0.80 intranet.lab.test intranet\n10.77.0.1 gateway.lab.test gateway\n' >>"$root/etc/hosts"
    local n; for n in $(seq 300); do echo "0.0.0.0 ads$n.tracker.example"; done >>"$root/etc/hosts"
}
