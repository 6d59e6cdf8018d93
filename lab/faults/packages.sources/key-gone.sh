# The source is signed by a key file that somebody removed.
kind=bare heals=maybe
says=("apt update says the repository is not signed" "package lists cannot be updated, no public key" "Paketquelle ist nicht signiert")
inject() { printf 'deb [signed-by=/usr/share/keyrings/office-archive.gpg] http://intranet.lab.test/debian office main\n' >/etc/apt/sources.list.d/office.list; }
usertest() { ! grep -qs '^deb .*office-archive' /etc/apt/sources.list.d/office.list; }
