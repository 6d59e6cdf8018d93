# A small tmpfs for the logs, full of old rotated ones; not a disk at all.
kind=bare
also=(logs.too-large)
says=("programs stop because they cannot write their logs" "no space left on device" "disk full error on the server")
settle() { mount -t tmpfs -o size=24m,mode=755 tmpfs /var/log; }
inject() {
    local n
    for n in $(seq 2 6); do head -c 3000000 /dev/urandom >"/var/log/app.log.$n.gz"; touch -d "-$((n * 7)) days" "/var/log/app.log.$n.gz"; done
    fill_up /var/log/app.log.7; touch -d '-80 days' /var/log/app.log.7
}
usertest() { head -c 2000000 /dev/zero >/var/log/today && rm /var/log/today; }
