# The shell that the account names was removed.
kind=bare
says=("alice cannot log in" "login closes at once for alice" "Alice kann sich nicht anmelden")
inject() { sed -i '/^alice:/s#:/bin/bash$#:/usr/bin/zsh#' /etc/passwd; }
usertest() { runuser -l alice -c true; }
