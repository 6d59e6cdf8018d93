# A program with mounts of its own holds the deleted file.
kind=bare
also=(fs.full)
says=("I deleted the big file but the disk is still full" "/srv/media is full though the folder is empty" "no space left on device")
prepare() { volume /srv/media 60M; chmod 777 "$root/srv/media"; }
inject() { background unshare -m bash -c 'exec 5>/srv/media/render.raw; head -c 58000000 /dev/zero >&5; rm /srv/media/render.raw; exec sleep infinity'; until_true 10 test ! -e /srv/media/render.raw; sleep 0.5; }
usertest() { as_alice 'head -c 5000000 /dev/zero >/srv/media/.probe'; r=$?; rm -f /srv/media/.probe; return $r; }
