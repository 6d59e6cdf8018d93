# The account that the service runs as was deleted.
kind=booted heals=no
also=(service.crash-loop)
says=("the label printing service does not start" "our labels program is down" "labels is not running any more")
settle() { useradd -r labels; description='Label printing' unit labels User=labels 'ExecStart=/bin/sleep infinity'; systemctl start labels; }
inject() { systemctl stop labels; userdel labels; systemctl start labels || true; until_true 5 systemctl is-failed -q labels; }
usertest() { systemctl is-active -q labels; }
