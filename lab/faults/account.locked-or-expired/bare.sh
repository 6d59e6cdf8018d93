# The same without pamtester or systemd: Alice's account expired; su obeys.
kind=bare
says=("alice cannot sign in" "account expired message at login" "user is locked out")
inject() { chage -E 1 alice; }
usertest() { su alice -c true; }
