# The journal has no bound and fills /var/log.
kind=booted
says=("the disk is full of logs" "no space left on device" "the server stopped writing, the disk is full")
prepare() {
    volume /var/log 56M
    mkdir -p "$root/etc/systemd/journald.conf.d" "$root/var/log/journal"
    printf '[Journal]\nStorage=persistent\nSystemMaxUse=10G\nSystemKeepFree=1K\nSystemMaxFileSize=8M\nRateLimitIntervalSec=0\nCompress=no\n' >"$root/etc/systemd/journald.conf.d/keep-all.conf"
}
inject() {
    base64 -w 900 /dev/urandom | head -c 48M | systemd-cat -t reporting || true
    journalctl --sync || true
    fill_up /var/log/journal/filler; truncate -s 100K /var/log/journal/filler
}
usertest() { head -c 5000000 /dev/zero >/var/log/today && rm /var/log/today; }
