# The cache of a viewer in /var/cache uses up the inodes.
kind=booted
says=("it says there is no space but df shows plenty" "new mails cannot be stored" "cannot create file: no space left")
prepare() { volume /var/cache 64M -N 2500; }
inject() {
    local n
    mkdir -p /var/cache/viewer/thumbnails
    for n in $(seq 4000); do : >"/var/cache/viewer/thumbnails/$n.png" || break; done 2>/dev/null || true
    touch -d '-40 days' /var/cache/viewer/thumbnails
}
usertest() { for n in 1 2 3; do : >"/var/cache/new-$n" || return 1; done; rm /var/cache/new-*; }
