# Another service of the house was set to the web server's port.
kind=booted
says=("the web site does not open any more since the new service" "nginx does not start" "die Webseite zeigt nur Unsinn")
inject() { systemctl stop nginx; description='Status page' unit statuspage 'ExecStart=/usr/bin/busybox httpd -f -p 80 -h /srv'; systemctl start statuspage; sleep 0.5; systemctl start nginx || true; }
usertest() { serves_its_page; }
