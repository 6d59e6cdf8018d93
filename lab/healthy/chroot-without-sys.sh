# A plain chroot as debootstrap leaves it, with /proc and nothing else: no /sys, no /run, no network, a /dev/shm that is a folder.
kind=bare network=no
settle() { umount -l /dev/shm; umount -l /sys; umount -l /run; }
