# The certificate of the web server on this machine ran out.
kind=booted default=yes
says=("the browser warns that our site is not secure" "certificate expired" "NET::ERR_CERT_DATE_INVALID on the intranet")
settle() {
    mkdir -p /etc/nginx/tls
    openssl req -x509 -newkey rsa:2048 -nodes -keyout /etc/nginx/tls/site.key -out /etc/nginx/tls/site.pem -days 365 -subj /CN=intranet.lab.test -addext subjectAltName=DNS:intranet.lab.test 2>/dev/null
    printf 'server { listen 443 ssl; server_name intranet.lab.test; ssl_certificate /etc/nginx/tls/site.pem; ssl_certificate_key /etc/nginx/tls/site.key; root /var/www/html; }\n' >/etc/nginx/conf.d/tls.conf
    systemctl restart nginx
}
inject() { expire /etc/nginx/tls/site.pem /etc/nginx/tls/site.key; systemctl restart nginx; }
usertest() { timeout 10 openssl s_client -connect localhost:443 -servername intranet.lab.test </dev/null 2>/dev/null | openssl x509 -noout -checkend 0; }
