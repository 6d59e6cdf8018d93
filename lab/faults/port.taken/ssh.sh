# Another program answers on port 22, and remote sign-in cannot start.
kind=booted
says=("ssh to this machine gives a strange banner" "remote login does not work, port 22 is in use" "cannot connect by ssh, protocol mismatch")
inject() {
    systemctl stop ssh
    background busybox nc -ll -p 22 -e /bin/cat
    until_true 5 bash -c ': </dev/tcp/127.0.0.1/22'
    systemctl start ssh || true; sleep 1
}
usertest() { nc -w 3 127.0.0.1 22 </dev/null | grep -q SSH; }
