# The time zone is a dangling link: every program shows UTC.
kind=booted heals=maybe
says=("the clock is off by hours" "the time zone is wrong" "appointments are at the wrong hour")
inject() { ln -sf /usr/share/zoneinfo/Europe/Atlantis /etc/localtime; echo Europe/Atlantis >/etc/timezone; }
usertest() { [[ -e /etc/localtime ]]; }
