# A package's own script failed because the disk of its data was not there; now it is.
kind=booted
says=("apt says sub-process dpkg returned an error" "software installation is broken" "package stays half configured")
inject() { dpkg --install "$(package office-archive '[ -d /srv/archive ]')" || true; mkdir /srv/archive; }
usertest() { packages_can_be_installed; }
