# The server's own certificate is good; the authority's in the middle of the chain has run out.
kind=booted heals=no
says=("some phones refuse our site, the browser says not secure" "certificate has expired although it was renewed" "Zertifikatsfehler auf unserer Seite")
settle() {
    local d=/etc/nginx/tls; mkdir -p $d; cd $d
    openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 3650 -subj '/CN=Lab authority' 2>/dev/null
    openssl req -new -newkey rsa:2048 -nodes -keyout shop.key -out shop.csr -subj /CN=shop.lab.test 2>/dev/null
    openssl x509 -req -in shop.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 365 -out shop.pem 2>/dev/null
    cat shop.pem ca.pem >chain.pem; rm ca.pem.bak 2>/dev/null || true
    printf 'server { listen 443 ssl; server_name shop.lab.test; ssl_certificate %s/chain.pem; ssl_certificate_key %s/shop.key; root /var/www/html; }\n' $d $d >/etc/nginx/conf.d/shop.conf
    systemctl restart nginx
}
inject() { cd /etc/nginx/tls; expire ca.pem ca.key; cat shop.pem ca.pem >chain.pem; systemctl restart nginx; }
usertest() { local n=0; timeout 10 openssl s_client -showcerts -connect localhost:443 </dev/null 2>/dev/null | awk '/BEGIN/ { n++ } n { print > "/tmp/c" n }'; for n in /tmp/c*; do openssl x509 -in "$n" -noout -checkend 0 || return 1; done; }
