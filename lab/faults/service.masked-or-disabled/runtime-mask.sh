# Masked only until the next start, and forgotten.
kind=booted
says=("remote login to this machine does not work" "ssh connection refused" "niemand kommt per ssh auf den Server")
inject() { systemctl mask -q --runtime --now ssh.service; }
usertest() { systemctl is-active -q ssh && : </dev/tcp/127.0.0.1/22; }
