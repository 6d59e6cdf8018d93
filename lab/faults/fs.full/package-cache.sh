# Years of downloaded packages fill the root file system of a small machine.
kind=bare disk=330M default=yes
says=("I cannot save my file, it says no space left on device" "my computer is slow and I cannot save my file" "disk full" "the editor refuses to write my letter")
inject() {
    local n
    for n in $(seq 20); do fallocate -l 6M "/var/cache/apt/archives/libreoffice-core_7.$n-1_amd64.deb"; done
    fill_up /var/cache/apt/archives/texlive-full_2022_all.deb
}
usertest() { alice_can_save /home/alice; }
