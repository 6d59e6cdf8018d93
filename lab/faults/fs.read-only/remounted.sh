# The shared folder was remounted read-only; fstab wants it writable.
kind=bare default=yes
says=("read-only file system when I save to the shared folder" "I can open the shared documents but not change them" "saving to the share does not work any more")
prepare() { volume /srv/shared 32M; chmod 1777 "$root/srv/shared"; echo "$volume /srv/shared ext4 defaults,nofail 0 2" >>"$root/etc/fstab"; }
inject() { mount -o remount,ro /srv/shared; }
usertest() { alice_can_save /srv/shared; }
