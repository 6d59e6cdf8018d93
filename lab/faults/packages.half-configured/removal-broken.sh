# A package that must be installed anew before it can be used or removed: its unpacking broke off.
kind=bare heals=maybe
says=("apt says the package needs to be reinstalled but I can't find an archive for it" "software updates are blocked" "dpkg error, installs fail")
inject() {
    dpkg --install "$(package office-charts)"
    sed -i '/^Package: office-charts$/,/^$/s/^Status: .*/Status: install reinstreq half-installed/' /var/lib/dpkg/status
}
usertest() { packages_can_be_installed; }
