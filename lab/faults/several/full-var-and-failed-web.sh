# /var is full of crash dumps, and the web server could not start because of it.
kind=booted
cause=fs.full also=(service.failed) second=fs.full
says=("the web site is down and the disk is full" "no space left on device" "nginx does not start, no space left")
prepare() { volume /var 450M; }
inject() {
    systemctl stop nginx
    mkdir -p /var/crash; fill_up /var/crash/viewer.1000.crash
    printf '[Service]\nExecStartPre=/bin/sh -c "head -c 100000 /dev/zero >/var/lib/nginx/check && rm /var/lib/nginx/check"\n' >/run/nginx-check.conf
    mkdir -p /etc/systemd/system/nginx.service.d; cp /run/nginx-check.conf /etc/systemd/system/nginx.service.d/check.conf; systemctl daemon-reload
    systemctl start nginx || true
}
usertest() { head -c 1000000 /dev/zero >/var/spool/job && rm /var/spool/job; }
