# rsyslog's file has grown to most of what is left; rotation was switched off.
kind=booted heals=maybe
also=(fs.full)
says=("the log files on this server are gigantic" "/var/log keeps growing and growing" "die Logdateien fressen die ganze Platte")
prepare() { volume /var/log 400M; }
settle() { mkdir -p /var/log/nginx; }
inject() { { yes 'Nov 21 08:00:00 patient driver[1]: retry' | head -c 260000000 >>/var/log/syslog; } || true; }
usertest() { [[ $(stat -c %s /var/log/syslog) -lt 60000000 ]]; }
