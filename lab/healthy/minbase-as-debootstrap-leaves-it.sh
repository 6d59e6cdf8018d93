# debootstrap --variant=minbase as it comes: no /etc/hosts, no resolver as there is no network, no /sys, a /dev/shm that is a closed folder.
kind=bare network=no
says=("it is slow" "something is wrong" "I cannot work" "no internet since this morning and I cannot save my file")
settle() { umount -l /dev/shm; chmod 755 /dev/shm; umount -l /sys; umount -l /run; rm -f /etc/hosts /etc/resolv.conf /etc/default/locale; }
