# The root file system itself is read-only.
kind=bare disk=330M
says=("nothing can be saved, everything is read-only" "I cannot log in properly and programs complain about a read-only file system" "the whole computer is write protected")
prepare() { echo "$(<"$here/disk") / ext4 errors=remount-ro 0 1" >>"$root/etc/fstab"; }
inject() { mount -o remount,ro /; }
usertest() { alice_can_save /home/alice; }
