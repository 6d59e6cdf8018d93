# /etc/localtime is an empty file: every time is shown wrong.
kind=bare
says=("the clock shows the wrong hour" "time is off by one hour" "die Uhrzeit ist um Stunden falsch")
settle() { ln -sfn /usr/share/zoneinfo/Europe/Berlin /etc/localtime; echo Europe/Berlin >/etc/timezone; }
inject() { rm /etc/localtime; : >/etc/localtime; }
usertest() { [[ $(date +%Z) == CE* ]]; }
