# A tmpfs that allows few files, full of old temporary ones.
kind=bare
says=("cannot create temporary file" "no space left on device when I open a document" "programs do not start, they cannot create files")
settle() { mount -t tmpfs -o nr_inodes=300,mode=1777 tmpfs /tmp; }
inject() { local n; for n in $(seq 400); do : >"/tmp/tmp.$n" || break; done 2>/dev/null || true; find /tmp -type f -exec touch -d '-30 days' {} +; }
usertest() { as_alice ': >/tmp/letter && rm /tmp/letter'; }
