# A colleague's drop-in points the web server at settings that do not exist.
kind=booted heals=maybe
says=("the web site comes and goes" "nginx keeps restarting" "the site has been down since the maintenance")
inject() {
    mkdir -p /etc/systemd/system/nginx.service.d
    printf '[Unit]\nStartLimitIntervalSec=0\n[Service]\nType=simple\nExecStartPre=\nExecStart=\nExecStart=/usr/sbin/nginx -c /etc/nginx/missing.conf\nRestart=always\nRestartSec=400ms\n' >/etc/systemd/system/nginx.service.d/override.conf
    systemctl daemon-reload; systemctl restart nginx || true; sleep 2
}
usertest() { serves_its_page; }
