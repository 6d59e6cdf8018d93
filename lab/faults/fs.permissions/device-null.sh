# /dev/null is a file now: a script wrote to it after somebody had removed it.
kind=bare
says=("many programs say permission denied" "nothing starts for normal users" "überall Zugriff verweigert")
inject() { rm /dev/null; echo old >/dev/null; chmod 600 /dev/null; }
usertest() { as_alice 'echo x >/dev/null' && [[ -c /dev/null ]]; }
