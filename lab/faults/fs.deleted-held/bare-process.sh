# The same without systemd, on the root file system, by a program that somebody started by hand.
kind=bare disk=330M
says=("the disk is full and du does not show why" "cannot save, no space, but there are no big files" "I have deleted files and it did not help")
inject() {
    background bash -c 'exec 7>/var/lib/scanner.tmp; fallocate -l "$(($(df --output=avail -B1 /var/lib | tail -1) - 8000000))" /var/lib/scanner.tmp; rm /var/lib/scanner.tmp; dd if=/dev/zero bs=4k >&7 2>/dev/null; exec sleep infinity'
    until_true 10 bash -c '[[ $(df --output=avail /var/lib | tail -1) -lt 100 ]]'
}
usertest() { alice_can_save /home/alice; }
