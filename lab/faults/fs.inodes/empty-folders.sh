# Not files but folders: a program makes one for every request and removes none.
kind=bare heals=maybe
says=("I cannot create new files in /srv/projects" "cannot create directory, no space left on device" "im Ordner /srv/projects lassen sich keine Dateien mehr anlegen")
prepare() { volume /srv/projects 24M -N 500; chmod 777 "$root/srv/projects"; }
inject() { mkdir -p /srv/projects/requests; local n=0; while mkdir "/srv/projects/requests/r$n" 2>/dev/null && ((++n < 4000)); do :; done; }
usertest() { as_alice ': >/srv/projects/.probe && rm /srv/projects/.probe'; }
