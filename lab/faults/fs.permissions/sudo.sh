# sudo lost its setuid bit in a recursive chmod.
kind=booted
says=("sudo must be owned by uid 0 and have the setuid bit set" "sudo does not work any more" "ich kann nichts mehr als Administrator ausführen")
inject() { chmod 755 /usr/bin/sudo; }
usertest() { [[ -u /usr/bin/sudo ]]; }
