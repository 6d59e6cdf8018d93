# The kernel's log tells of unreadable sectors.
kind=booted heals=no
says=("the computer freezes for seconds and files cannot be read" "input output error when I open a file" "komische Klickgeräusche und Dateien lassen sich nicht öffnen")
inject() {
    mkdir -p /run/log
    for n in 1 2 3 4 5 6; do logger -t kernel -p kern.err "blk_update_request: I/O error, dev sda, sector 19038$n op 0x0:(READ) flags 0x80700 phys_seg 1 prio class 0"; logger -t kernel -p kern.err "Buffer I/O error on dev sda2, logical block 23797$n, async page read"; done
    sleep 0.5
}
usertest() { ! grep -q 'I/O error, dev sda' /var/log/syslog /var/log/kern.log 2>/dev/null; }
