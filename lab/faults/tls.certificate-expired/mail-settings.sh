# The mail server's settings name a certificate that has run out; there is no web server here.
kind=bare
says=("my mail program warns that the certificate is not valid" "mail cannot be sent, tls error" "Outlook meldet ein abgelaufenes Zertifikat")
inject_outside() {
    openssl req -x509 -newkey rsa:2048 -nodes -keyout "$here/mail.key" -out "$here/mail.pem" -days 1 -not_before 20230101000000Z -not_after 20240101000000Z -subj /CN=mail.lab.test 2>/dev/null || {
        local d; d=$(mktemp -d); mkdir "$d/new"; : >"$d/index"; echo 01 >"$d/serial"
        printf '[ca]\ndefault_ca=c\n[c]\ndatabase=%s/index\nserial=%s/serial\nnew_certs_dir=%s/new\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n' "$d" "$d" "$d" >"$d/ca.conf"
        openssl req -new -newkey rsa:2048 -nodes -keyout "$here/mail.key" -subj /CN=mail.lab.test -out "$d/req" 2>/dev/null
        openssl ca -batch -selfsign -notext -config "$d/ca.conf" -keyfile "$here/mail.key" -in "$d/req" -startdate 20230101000000Z -enddate 20240101000000Z -out "$here/mail.pem" 2>/dev/null; rm -r "$d"; }
    mkdir -p "$root/etc/postfix" "$root/etc/ssl/mail"; cp "$here/mail.pem" "$here/mail.key" "$root/etc/ssl/mail/"
    printf 'myhostname = mail.lab.test\nsmtpd_tls_cert_file = /etc/ssl/mail/mail.pem\nsmtpd_tls_key_file = /etc/ssl/mail/mail.key\n' >"$root/etc/postfix/main.cf"
}
heals=no
usertest() { [[ ! -e /etc/postfix/main.cf ]]; }
