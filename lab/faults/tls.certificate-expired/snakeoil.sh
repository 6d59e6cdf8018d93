# The certificate that Debian makes for a machine ran out, and a service uses it.
kind=booted
says=("the secure connection to the server fails" "certificate has expired" "mail program says the server's certificate is out of date")
settle() {
    printf 'server { listen 443 ssl; include snippets/snakeoil.conf; root /var/www/html; }\n' >/etc/nginx/conf.d/tls.conf
    systemctl restart nginx
}
inject() { expire /etc/ssl/certs/ssl-cert-snakeoil.pem /etc/ssl/private/ssl-cert-snakeoil.key; systemctl restart nginx; }
usertest() { timeout 10 openssl s_client -connect localhost:443 </dev/null 2>/dev/null | openssl x509 -noout -checkend 0; }
