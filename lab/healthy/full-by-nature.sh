# A squashfs, full as every squashfs is; an overlay on it; a read-only bind mount; a small volume that fstab mounts read-only.
kind=bare default=yes
prepare() {
    mksquashfs "$root/usr/share/doc" "$here/app.squashfs" -quiet -no-progress >/dev/null
    mkdir -p "$root/snap/office/12" "$root/var/lib/docker/overlay2/7f/merged" "$root/srv/reference" "$root/srv/upper" "$root/srv/work" "$root/etc/office"
    local loop; loop=$(loop_device --read-only "$here/app.squashfs"); echo "$loop $root/snap/office/12" >>"$here/volumes"
    mount -t squashfs -o ro "$loop" "$root/snap/office/12"
    mount -t overlay overlay -o "ro,lowerdir=$root/snap/office/12:$root/usr/share/man" "$root/var/lib/docker/overlay2/7f/merged"
    mount --bind "$root/usr/share" "$root/etc/office"; mount -o remount,bind,ro "$root/etc/office"
    volume /srv/reference 16M; echo "$volume /srv/reference ext4 ro,nofail 0 2" >>"$root/etc/fstab"
    mount -o remount,ro "$root/srv/reference"
}
