# Not even a process list of its own: /proc is a bare folder, /sys too, as in a plain chroot.
kind=bare
settle() { umount -l /sys; umount -l /proc; }
