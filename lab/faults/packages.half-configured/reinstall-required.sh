# An unpack was cut off: the package is half-installed and dpkg wants it again.
kind=bare heals=maybe
says=("installing programs does not work" "package is in a very bad inconsistent state, you should reinstall it" "Update abgebrochen, jetzt geht nichts mehr")
inject() { local f; f=$(package office-letters); dpkg -i "$f"; sed -i '/^Package: office-letters$/,/^$/s/^Status: .*/Status: install reinstreq half-installed/' /var/lib/dpkg/status; }
usertest() { [[ -z $(dpkg --audit) ]] && dpkg -s office-letters | grep -q 'Status: install ok installed' || ! dpkg -s office-letters 2>/dev/null | grep -q reinstreq; }
