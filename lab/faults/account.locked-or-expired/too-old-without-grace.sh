# The password may be ninety days old, and is a year.
kind=bare
says=("my password is not accepted any more, I am alice" "alice cannot sign in since monday" "Passwort abgelaufen")
inject() { chage -d 2025-01-01 -M 90 -I 5 alice; }
usertest() { su alice -c true; }
