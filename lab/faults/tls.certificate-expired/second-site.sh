# Of two sites one has a certificate that ran out.
kind=booted
says=("one of our sites shows a security warning" "the certificate of shop.lab.test has expired" "browser says the connection is not private")
settle() {
    local site
    mkdir -p /etc/nginx/tls
    for site in shop www; do
        openssl req -x509 -newkey rsa:2048 -nodes -keyout /etc/nginx/tls/$site.key -out /etc/nginx/tls/$site.pem -days 365 -subj /CN=$site.lab.test -addext subjectAltName=DNS:$site.lab.test 2>/dev/null
        printf 'server { listen 443 ssl; server_name %s.lab.test; ssl_certificate "/etc/nginx/tls/%s.pem"; ssl_certificate_key "/etc/nginx/tls/%s.key"; root /var/www/html; }\n' $site $site $site >/etc/nginx/conf.d/$site.conf
    done
    systemctl restart nginx
}
inject() { expire /etc/nginx/tls/shop.pem /etc/nginx/tls/shop.key; systemctl restart nginx; }
usertest() { timeout 10 openssl s_client -connect localhost:443 -servername shop.lab.test </dev/null 2>/dev/null | openssl x509 -noout -checkend 0; }
