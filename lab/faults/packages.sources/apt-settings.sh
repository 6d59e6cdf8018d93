# A settings file of apt has a syntax error: apt refuses to do anything at all.
kind=bare
says=("apt does not work at all any more" "syntax error when updating" "Updates gehen nicht, Fehler in apt")
inject() { printf 'Acquire::Retries "3"\nAPT::Periodic { Enable "1" \n' >/etc/apt/apt.conf.d/95office; }
usertest() { apt-config dump >/dev/null; }
