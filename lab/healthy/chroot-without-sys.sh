# A plain chroot with /proc and nothing else: no /sys, no /run, no resolver.
kind=bare
settle() { umount -l /sys; umount -l /run; : >/etc/resolv.conf; }
