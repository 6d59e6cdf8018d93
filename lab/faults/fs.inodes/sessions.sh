# A disk with room, and not one inode left: a program left a file for each visit.
kind=bare default=yes
says=("no space left on device but the disk is half empty" "cannot create a new file although there is space" "I cannot save my file")
prepare() { volume /var/tmp 48M -N 1200; }
inject() {
    local n
    mkdir -p /var/tmp/visits
    for n in $(seq 3000); do : >"/var/tmp/visits/sess_$n" || break; done 2>/dev/null || true
    find /var/tmp/visits -type f -exec touch -d '-60 days' {} +
    touch -d '-60 days' /var/tmp/visits
}
usertest() { as_alice 'for n in 1 2 3 4 5; do : >"/var/tmp/new-$n" || exit 1; done; rm /var/tmp/new-*'; }
