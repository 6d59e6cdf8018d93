# One program has eaten nearly all the memory that the machine has.
kind=booted memory=1G
says=("everything is extremely slow and programs get closed by themselves" "the computer freezes when I open another program" "out of memory")
inject() {
    description='Makes reports' unit report-maker 'ExecStart=/usr/bin/python3 -c "x=b\"r\"*(930<<20); import time; time.sleep(1e6)"'
    systemctl start report-maker
    until_true 15 bash -c '[[ $(awk "/VmRSS/ { print \$2 }" /proc/$(systemctl show -P MainPID report-maker)/status) -gt 940000 ]]'
}
# The first to go when memory runs out, so that it is the test that fails and not the hog that is shot.
usertest() { echo 1000 >/proc/self/oom_score_adj; python3 -c 'x=b"a"*(200<<20)'; }
