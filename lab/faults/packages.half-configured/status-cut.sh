# The disk was full once: dpkg's status file was written half, and its backup is whole.
kind=bare heals=maybe
says=("software cannot be installed, dpkg status is broken" "updates fail, parsing file status" "Programme lassen sich nicht installieren")
inject() { cp /var/lib/dpkg/status /var/lib/dpkg/status-old; head -c 20000 /var/lib/dpkg/status-old >/var/lib/dpkg/status; printf 'Package: broken\nStat' >>/var/lib/dpkg/status; }
usertest() { packages_can_be_installed; }
