# Cron is masked: nothing on a schedule runs.
kind=booted default=yes
says=("scheduled jobs do not run any more" "the nightly backup did not happen" "cron jobs stopped running")
inject() { systemctl stop cron; systemctl mask -q cron; }
usertest() { systemctl is-active -q cron && [[ $(systemctl is-enabled cron) == enabled ]]; }
