# The machine was cloned and its host keys removed: sshd cannot start.
kind=booted
also=(service.failed)
says=("I cannot connect with ssh" "ssh does not start since the clone" "remote login refused, connection reset")
inject() { rm /etc/ssh/ssh_host_*; systemctl restart ssh || true; sleep 1; }
usertest() { nc -w 3 127.0.0.1 22 </dev/null | grep -q SSH; }
