# Thousands of undelivered notes of a broken script use up all inodes of /var/spool.
kind=bare heals=maybe
says=("no space left on device, but df says half of it is free" "scheduled jobs cannot write their files any more" "mails are not sent any more since the weekend")
prepare() { volume /var/spool 24M -N 700; }
inject() { mkdir -p /var/spool/notes; local n=0; while : >"/var/spool/notes/m$n" && ((++n < 5000)); do :; done 2>/dev/null; find /var/spool/notes -type f -exec touch -d '-20 days' {} +; }
usertest() { : >/var/spool/.probe && rm /var/spool/.probe; }
