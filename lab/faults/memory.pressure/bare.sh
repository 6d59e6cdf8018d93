# A program that somebody started by hand has eaten the memory; no systemd.
kind=bare memory=1G
says=("the computer is very slow and swaps" "programs are killed, out of memory" "nothing opens any more, memory is full")
inject() {
    background runuser -u alice -- perl -e '$0 = "photo-merge"; $n = 940 << 20; $x = "x" x $n; sleep 1000000'
    until_true 15 bash -c 'grep -h VmRSS /proc/[0-9]*/status | awk "\$2 > 950000 { found = 1 } END { exit !found }"'
}
usertest() { echo 1000 >/proc/self/oom_score_adj; perl -e '$n = 120 << 20; $x = "x" x $n'; }
