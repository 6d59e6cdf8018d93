# A data folder turned read-only that no fstab mentions.
kind=bare heals=maybe
says=("read-only file system when I save into the data folder" "I can read the data folder but not write into it" "write protected data folder since yesterday")
prepare() { volume /srv/data 24M; chmod 1777 "$root/srv/data"; }
inject() { mount -o remount,ro /srv/data; }
usertest() { alice_can_save /srv/data; }
