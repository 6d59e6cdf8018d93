# The volume of the homes, in a machine with systemd.
kind=booted
says=("my desktop cannot save its settings" "everything in my home folder is read-only" "I cannot change my own files any more")
prepare() { volume /home 48M; echo "$volume /home ext4 defaults,nofail,noauto 0 2" >>"$root/etc/fstab"; }
inject() { mount -o remount,ro /home; }
usertest() { alice_can_save /home/alice; }
