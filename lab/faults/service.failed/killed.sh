# The print server was killed once and nothing started it again.
kind=booted default=yes
says=("the intranet page on this server is gone" "web site does not load since this morning" "the web server is down")
inject() {
    systemctl kill -s SEGV nginx
    until_true 5 systemctl is-failed nginx
}
usertest() { serves_its_page; }
