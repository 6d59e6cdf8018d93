# No process at all: files in a tmpfs eat the memory.
kind=booted memory=768M heals=maybe
says=("out of memory" "everything is slow and programs crash, but no program uses much" "not enough memory to open my file")
inject() { mount -o remount,size=740m /dev/shm; head -c 690000000 /dev/zero >/dev/shm/frames.bin; }
usertest() { echo 1000 >/proc/self/oom_score_adj; python3 -c 'x=b"a"*(150<<20)'; }
