# A program's own log has grown to most of a small /var/log; there is no systemd.
kind=bare heals=maybe
also=(fs.full)
says=("the log of our application is enormous" "/var/log is nearly full" "Protokolldatei viel zu gross")
prepare() { volume /var/log 200M; }
inject() { { yes '2026-11-21 error: cannot reach scanner' | head -c 150000000 >/var/log/scanner.log; } || true; }
usertest() { [[ $(stat -c %s /var/log/scanner.log) -lt 40000000 ]]; }
