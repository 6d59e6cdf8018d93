# What an administrator masks and switches off on servers: updates come from elsewhere, nobody prints, the clock is the host's.
kind=booted
says=("it is slow" "something is wrong" "I cannot work" "the server does not do what it should")
settle() {
    systemctl mask -q --now apt-daily.timer apt-daily-upgrade.timer apt-daily.service apt-daily-upgrade.service man-db.timer systemd-networkd-wait-online.service ssh.socket sleep.target suspend.target cups-browsed.service 2>/dev/null || true
    systemctl disable -q --now cups.service cups.socket cups.path chrony.service 2>/dev/null || true
}
usertest() { serves_its_page; }
