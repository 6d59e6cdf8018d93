# The kernel met an error on the disk and protected it (errors=remount-ro). A remount alone may not be enough.
kind=bare
says=("the archive disk became read only over night" "cannot write to the archive" "backup to the archive folder fails")
prepare() {
    volume /srv/archive 32M; chmod 1777 "$root/srv/archive"; sync -f "$root/srv/archive"
    mount -o remount,errors=remount-ro "$root/srv/archive"
    echo "$volume /srv/archive ext4 errors=remount-ro,nofail 0 2" >>"$root/etc/fstab"
    basename "$volume" >"$here/device"
}
inject_outside() { echo 1 >"/sys/fs/ext4/$(<"$here/device")/trigger_fs_error"; }
usertest() { alice_can_save /srv/archive; }
