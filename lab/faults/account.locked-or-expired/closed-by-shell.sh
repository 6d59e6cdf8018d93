# Somebody set the shell to nologin by mistake.
kind=booted
says=("alice gets: this account is currently not available" "alice cannot log in to the server" "Konto nicht verfügbar")
inject() { usermod -s /usr/sbin/nologin alice; }
usertest() { su - alice -c true; }
