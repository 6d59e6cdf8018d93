# /etc/fstab says ro where it should say rw, since yesterday's maintenance.
kind=bare heals=maybe
says=("I cannot save into /srv/accounts, read-only file system" "/srv/accounts is write protected since the maintenance")
prepare() { volume /srv/accounts 32M; chmod 777 "$root/srv/accounts"; echo "$volume /srv/accounts ext4 defaults 0 2" >>"$root/etc/fstab"; }
inject() { sed -i '/accounts/s/defaults/defaults,ro/' /etc/fstab; mount -o remount /srv/accounts; }
usertest() { as_alice ': >/srv/accounts/.probe && rm /srv/accounts/.probe'; }
