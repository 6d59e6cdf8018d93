# The web server was switched off and did not come back.
kind=booted
says=("our web site on this server is down" "the intranet page does not open since the restart" "nginx is not running")
inject() { systemctl disable -q --now nginx; }
usertest() { serves_its_page && systemctl is-enabled -q nginx; }
