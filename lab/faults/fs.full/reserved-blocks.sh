# The last tenth of a share is the administrator's alone: df shows room for root, and people can save nothing.
kind=bare heals=maybe
says=("we cannot put scans into the shared folder /srv/scans" "saving to /srv/scans fails, it says no space" "Speichern in /srv/scans geht nicht, kein Platz mehr")
prepare() { volume /srv/scans 48M -m 30; chmod 777 "$root/srv/scans"; }
inject() { runuser -u alice -- bash -c 'dd if=/dev/zero of=/srv/scans/archive.tif bs=64k' 2>/dev/null || true; }
usertest() { runuser -u alice -- bash -c 'head -c 3000000 /dev/zero >/srv/scans/.new'; r=$?; rm -f /srv/scans/.new; return $r; }
