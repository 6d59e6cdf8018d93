# cron was never started in this container, and everybody believes that it is.
kind=bare image=booted
says=("the nightly jobs did not run" "cron jobs do not start" "geplante Aufgaben laufen nicht")
settle() { cron; }
inject() { pkill -x cron; sleep 0.3; }
usertest() { pgrep -x cron; }
