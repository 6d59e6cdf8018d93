# Not one program but forty copies of it.
kind=booted memory=1G
says=("the machine is very slow and swaps" "programs are closed by themselves" "der Rechner ist total langsam und friert ein")
inject() {
    description='Order workers' unit orders 'ExecStart=/usr/bin/python3 -c "import os,time; [os.fork() or (exec(\"x=b\\\"r\\\"*(21<<20); time.sleep(1e6)\")) for _ in range(40)]; time.sleep(1e6)"'
    systemctl start orders; sleep 4
}
usertest() { echo 1000 >/proc/self/oom_score_adj; python3 -c 'x=b"a"*(150<<20)'; }
