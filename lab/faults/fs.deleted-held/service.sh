# Somebody deleted the log of a running service to make room; the service still holds it.
kind=booted default=yes
says=("disk is full but I cannot find any big file" "I deleted the big log and the disk is still full" "no space left on device")
prepare() { volume /var/log 64M; }
inject() {
    description='Measures the cold room' unit coldroom 'ExecStart=/bin/bash -c "exec 7>>/var/log/coldroom.log; while :; do sleep 5; done"' 'Restart=always'
    systemctl start coldroom
    until_true 5 test -e /var/log/coldroom.log
    fill_up /var/log/coldroom.log
    rm /var/log/coldroom.log
}
usertest() { head -c 5000000 /dev/zero >/var/log/today && rm /var/log/today; }
