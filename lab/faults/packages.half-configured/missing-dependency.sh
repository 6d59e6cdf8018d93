# A package was forced in without what it needs: apt refuses everything else.
kind=booted heals=maybe
says=("unmet dependencies, try apt --fix-broken install" "no software can be installed" "apt refuses every installation")
inject() {
    local file; file=$(package office-viewer)
    dpkg --install "$file"
    sed -i '/^Package: office-viewer$/,/^$/s/^Architecture: all$/&\nDepends: office-viewer-data (>= 9)/' /var/lib/dpkg/status
}
usertest() { packages_can_be_installed; }
