# /tmp belongs to root alone.
kind=bare
says=("programs say permission denied in /tmp" "I cannot print, cannot create temporary file" "my editor cannot make its temporary file")
inject() { chmod 755 /tmp; }
usertest() { as_alice ': >/tmp/letter && rm /tmp/letter'; }
