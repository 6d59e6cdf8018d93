# A certificate authority that ran out stays in the trust store for a while; no service uses it.
settle() {
    openssl req -x509 -newkey rsa:2048 -nodes -keyout /root/old.key -out /usr/local/share/ca-certificates/old-authority.crt -days 3650 -subj '/CN=Old Authority' 2>/dev/null
    expire /usr/local/share/ca-certificates/old-authority.crt /root/old.key
    update-ca-certificates >/dev/null 2>&1
}
