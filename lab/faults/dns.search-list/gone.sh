# Colleagues open "intranet"; here the search domain is missing and the name is unknown.
kind=booted heals=maybe
says=("http://intranet does not open, but intranet.lab.test does" "the short name of the intranet does not work any more")
settle() { sed -i 's/dns-nameservers.*/&\n    dns-search lab.test/' /etc/network/interfaces; printf 'search lab.test\nnameserver 10.77.0.53\n' >/etc/resolv.conf; }
inject() { printf 'search office.invalid\nnameserver 10.77.0.53\n' >/etc/resolv.conf; }
usertest() { page intranet; }
