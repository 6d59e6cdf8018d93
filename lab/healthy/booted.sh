# An office machine: systemd, a web server, a print server, remote sign-in, cron.
default=yes
