# Alice's home belongs to somebody else after a restore.
kind=booted
says=("alice is logged out again right after signing in" "I cannot save in my own home folder, permission denied" "the desktop does not start for alice")
inject() { chown root:root /home/alice; chmod 700 /home/alice; }
usertest() { as_alice 'cd && : >.ok && rm .ok'; }
