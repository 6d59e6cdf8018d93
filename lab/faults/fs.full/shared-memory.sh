# Something that died left its shared memory behind: /dev/shm is full.
kind=booted heals=maybe
says=("video calls crash as soon as they begin" "the database complains that it could not resize shared memory, no space left on device" "the browser tabs crash all the time")
inject() { mount -o remount,size=16m /dev/shm; fill_up /dev/shm/PostgreSQL.1804289383; touch -d '-3 days' /dev/shm/PostgreSQL.1804289383; }
usertest() { as_alice 'head -c 1000000 /dev/zero >/dev/shm/.call && rm /dev/shm/.call'; }
