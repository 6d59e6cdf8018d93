# Somebody's test server sits on port 80, and the web server cannot start.
kind=booted default=yes
says=("the web site does not come up" "nginx cannot start, address already in use" "our site shows a strange page")
inject() {
    systemctl stop nginx
    background busybox httpd -f -p 80 -h /srv
    until_true 5 bash -c ': </dev/tcp/127.0.0.1/80'
    systemctl start nginx || true
}
usertest() { serves_its_page; }
