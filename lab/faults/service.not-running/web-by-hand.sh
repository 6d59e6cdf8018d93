# No systemd here: the web server was stopped, and its pid file is left.
kind=bare image=booted
says=("the web site is down" "our intranet page does not open" "die Webseite ist nicht erreichbar")
settle() { nginx; until_true 5 serves_its_page; }
inject() { pkill -9 nginx; sleep 0.3; }
usertest() { serves_its_page; }
