# /tmp itself was remounted read-only: half of the programs fail in odd ways.
kind=bare
says=("nothing opens any more, there is some error about temporary files" "cannot create temporary file, read-only file system" "programs close at once after starting")
inject() { mount -o remount,ro /tmp; }
usertest() { as_alice ': >/tmp/.probe && rm /tmp/.probe'; }
