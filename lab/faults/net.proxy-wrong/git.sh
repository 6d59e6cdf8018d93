# git's system-wide settings name a proxy of the past.
kind=bare
says=("git clone does not work, could not connect to proxy" "git pull fails with proxy error" "git kann den Proxy nicht erreichen")
inject() { printf '[http]\n\tproxy = http://10.77.0.9:3128\n[core]\n\tautocrlf = false\n' >/etc/gitconfig; }
usertest() { ! grep -qE '^[[:space:]]*proxy' /etc/gitconfig; }
