# Issued with tomorrow's date.
kind=booted
says=("the intranet says the certificate is not valid" "browser warns, connection is not private" "Sicherheitswarnung beim Öffnen der Seite")
settle() {
    mkdir -p /etc/nginx/tls; openssl req -x509 -newkey rsa:2048 -nodes -keyout /etc/nginx/tls/www.key -out /etc/nginx/tls/www.pem -days 365 -subj /CN=www.lab.test 2>/dev/null
    printf 'server { listen 443 ssl; server_name www.lab.test; ssl_certificate /etc/nginx/tls/www.pem; ssl_certificate_key /etc/nginx/tls/www.key; root /var/www/html; }\n' >/etc/nginx/conf.d/www.conf; systemctl restart nginx
}
inject() {
    local d; d=$(mktemp -d); mkdir "$d/new"; : >"$d/index"; echo 01 >"$d/serial"
    printf '[ca]\ndefault_ca=c\n[c]\ndatabase=%s/index\nserial=%s/serial\nnew_certs_dir=%s/new\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n' "$d" "$d" "$d" >"$d/ca.conf"
    openssl req -new -key /etc/nginx/tls/www.key -subj /CN=www.lab.test -out "$d/req" 2>/dev/null
    openssl ca -batch -selfsign -notext -config "$d/ca.conf" -keyfile /etc/nginx/tls/www.key -in "$d/req" -startdate "$(date -u -d '+3 days' +%Y%m%d000000Z)" -enddate "$(date -u -d '+300 days' +%Y%m%d000000Z)" -out "$d/out" 2>/dev/null
    cat "$d/out" >/etc/nginx/tls/www.pem; systemctl restart nginx
}
usertest() { timeout 10 openssl s_client -connect localhost:443 </dev/null 2>/dev/null | openssl x509 >/tmp/c 2>/dev/null && [[ $(date -d "$(openssl x509 -in /tmp/c -noout -startdate | cut -d= -f2)" +%s) -le $(date +%s) ]]; }
