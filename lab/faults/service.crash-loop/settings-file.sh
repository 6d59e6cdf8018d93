# The file with its settings is gone, and it is restarted for ever.
kind=booted
says=("gateway service restarts all the time" "the SMS gateway goes up and down" "smsgate crashes again and again")
settle() { echo 'MODEM=/dev/null' >/etc/smsgate.env; description='SMS gateway' unit smsgate EnvironmentFile=/etc/smsgate.env 'ExecStart=/bin/sleep infinity' Restart=always RestartSec=300ms; systemctl start smsgate; }
inject() { systemctl stop smsgate; rm /etc/smsgate.env; systemctl start smsgate || true; sleep 3; }
usertest() { local a b; systemctl is-active -q smsgate || return 1; a=$(systemctl show -P NRestarts smsgate); sleep 2; b=$(systemctl show -P NRestarts smsgate); [[ $a == "$b" ]]; }
