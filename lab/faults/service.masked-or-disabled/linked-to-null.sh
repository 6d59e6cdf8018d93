# Masked by hand, the way old instructions say.
kind=booted
says=("our web page is gone" "the web server cannot be started, unit is masked" "Webserver lässt sich nicht starten")
inject() { systemctl stop nginx; ln -sf /dev/null /etc/systemd/system/nginx.service; systemctl daemon-reload; }
usertest() { serves_its_page; }
