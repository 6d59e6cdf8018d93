# A program never closes its files.
kind=booted heals=maybe
also=(service.failed)
says=("the intake service accepts no new connections, too many open files" "intake does not answer any more" "zu viele offene Dateien")
inject() { unit intake LimitNOFILE=64 'ExecStart=/usr/bin/python3 -c "import time\nfs=[]\ntry:\n  [fs.append(open(\"/etc/hostname\")) for _ in range(999)]\nexcept OSError: pass\ntime.sleep(1e6)"'; systemctl start intake; sleep 1.5; echo x >/run/ill; }
usertest() { [[ ! -e /run/ill ]] || [[ $(ls "/proc/$(systemctl show -P MainPID intake)/fd" | wc -l) -lt 60 ]] || ! systemctl is-active -q intake; }
