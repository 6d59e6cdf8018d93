# cron runs, and a line in its folder is ignored because the file's mode is wrong.
kind=booted
says=("the nightly job does not run" "our cron job is never started" "der nächtliche Job läuft nicht")
settle() { printf '0 3 * * * root /usr/local/bin/nightly\n' >/etc/cron.d/nightly; chmod 644 /etc/cron.d/nightly; }
inject() { chmod 666 /etc/cron.d/nightly; }
usertest() { [[ $(stat -c %a /etc/cron.d/nightly) == 644 || $(stat -c %a /etc/cron.d/nightly) == 600 ]]; }
