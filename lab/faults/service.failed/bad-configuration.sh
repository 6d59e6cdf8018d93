# The web server does not start: somebody's edit is wrong. A restart cannot help, and nobody may claim that it did.
kind=booted heals=no
says=("the web site is down after the change" "the intranet does not open" "nginx will not start")
inject() { echo 'server { listen 80 default_server; root /srv/www' >/etc/nginx/sites-enabled/new; systemctl restart nginx || true; }
usertest() { serves_its_page; }
