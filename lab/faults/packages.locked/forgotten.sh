# A forgotten apt in the background holds the lock.
kind=booted heals=maybe
says=("could not get lock /var/lib/dpkg/lock-frontend" "software installation waits for ever" "another process is using the package system")
inject() {
    background python3 -c 'import fcntl,time
for path in ("/var/lib/dpkg/lock-frontend", "/var/lib/dpkg/lock"):
    globals()[path] = open(path, "w"); fcntl.lockf(globals()[path], fcntl.LOCK_EX)
time.sleep(1e6)'
    sleep 1
}
usertest() { timeout 10 dpkg --install "$(package office-fonts)"; }
