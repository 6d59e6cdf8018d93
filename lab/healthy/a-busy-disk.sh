# Disks that are well filled but have room, a deleted temporary file that is small, a journal of some size.
kind=booted
prepare() { volume /srv/data 200M; }
settle() {
    fallocate -l 150M /srv/data/archive.tar
    background bash -c 'exec 7>/var/tmp/sort.tmp; head -c 3000000 /dev/zero >&7; rm /var/tmp/sort.tmp; exec sleep infinity'
    base64 -w 900 /dev/urandom | head -c 8M | systemd-cat -t chatty || true
}
