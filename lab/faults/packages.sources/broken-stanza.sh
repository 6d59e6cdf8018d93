# A source in the new format without its suites.
kind=bare
says=("cannot update the package lists, malformed entry" "apt update fails" "Paketlisten können nicht gelesen werden")
inject() { printf 'Types: deb\nURIs: http://intranet.lab.test/debian\nComponents: main\n' >/etc/apt/sources.list.d/office.sources; }
usertest() { apt-get indextargets >/dev/null 2>&1; }
