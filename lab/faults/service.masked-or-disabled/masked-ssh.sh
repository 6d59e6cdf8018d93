# Remote sign-in is masked.
kind=booted
says=("I cannot connect with ssh any more" "remote login to the server is refused" "ssh connection refused")
inject() { systemctl stop ssh; systemctl mask -q ssh; }
usertest() { nc -w 3 127.0.0.1 22 </dev/null | grep -q SSH; }
