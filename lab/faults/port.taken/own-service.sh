# A service of the house wants port 8443; an older copy that was started by hand still sits there.
kind=booted
says=("the order portal cannot be reached" "orderportal does not start" "port already in use")
settle() { printf 'import socket,sys,time\ns=socket.socket(); s.bind(("0.0.0.0",int(sys.argv[1]))); s.listen(5)\nwhile True: time.sleep(100)\n' >/usr/local/lib/portal.py; description='Order portal' unit orderportal 'ExecStart=/usr/bin/python3 /usr/local/lib/portal.py 8443'; systemctl start orderportal; until_true 5 bash -c ': </dev/tcp/127.0.0.1/8443'; }
inject() { systemctl stop orderportal; background python3 /usr/local/lib/portal.py 8443; until_true 5 bash -c ': </dev/tcp/127.0.0.1/8443'; systemctl start orderportal || true; sleep 1.5; }
usertest() { systemctl is-active -q orderportal; }
