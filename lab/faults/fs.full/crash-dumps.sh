# Crash dumps fill /var.
kind=booted
says=("no space left on device when I print" "updates fail, the disk is full" "cannot write: disk full")
prepare() { volume /var 500M; }
inject() {
    local n
    mkdir -p /var/lib/systemd/coredump /var/crash
    for n in 1 2 3; do fallocate -l 40M "/var/lib/systemd/coredump/core.viewer.1000.3b1f.$n.1699900000000000.zst"; done
    fill_up /var/crash/_usr_bin_viewer.1000.crash
}
usertest() { head -c 5000000 /dev/zero >/var/spool/job && rm /var/spool/job; }
