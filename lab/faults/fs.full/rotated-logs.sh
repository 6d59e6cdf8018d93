# A program's old rotated logs fill /var/log; the journal is small.
kind=booted
also=(logs.too-large)
says=("the server says no space left" "programs crash when they write their logs" "disk is full on the reporting server")
prepare() { volume /var/log 96M; }
inject() {
    local n
    for n in $(seq 2 9); do fallocate -l 8M "/var/log/reporting.log.$n.gz"; touch -d "-$((n * 9)) days" "/var/log/reporting.log.$n.gz"; done
    fill_up /var/log/reporting.log.10.gz; touch -d '-90 days' /var/log/reporting.log.10.gz
}
usertest() { head -c 2000000 /dev/zero >/var/log/today && rm /var/log/today; }
