# The volume of the shared folder is in fstab and was not mounted.
kind=bare heals=maybe
says=("the shared folder is empty" "all our documents on the share are gone" "the data disk is missing")
prepare() { volume /srv/shared 24M; chmod 1777 "$root/srv/shared"; echo "$volume /srv/shared ext4 defaults 0 2" >>"$root/etc/fstab"; }
settle() { echo minutes >/srv/shared/minutes.txt; }
inject() { umount /srv/shared; }
usertest() { [[ -s /srv/shared/minutes.txt ]]; }
