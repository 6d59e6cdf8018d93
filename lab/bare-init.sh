# The first process of a patient without systemd, and of a gateway: mounts what a container gives, then reaps.
root=$1
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
if [[ -d /sys/fs/cgroup/memory ]]; then
    mount -t tmpfs -o mode=755,size=1m tmpfs "$root/sys/fs/cgroup"; mkdir "$root/sys/fs/cgroup/memory"
    mount -t cgroup -o ro,memory cgroup "$root/sys/fs/cgroup/memory"
elif [[ -e /sys/fs/cgroup/cgroup.controllers ]]; then
    mount -t cgroup2 -o ro cgroup2 "$root/sys/fs/cgroup"
fi
mount -t tmpfs -o mode=755,size=4m tmpfs "$root/dev"
for node in null:3 zero:5 full:7 random:8 urandom:9; do mknod -m 666 "$root/dev/${node%:*}" c 1 "${node#*:}"; done
mknod -m 666 "$root/dev/tty" c 5 0
mkdir "$root/dev/pts" "$root/dev/shm"; mount -t tmpfs -o mode=1777,size=64m tmpfs "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"; ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
mount -t tmpfs tmpfs "$root/tmp"
mount -t tmpfs tmpfs "$root/run"
hostname patient
cd "$root" || exit 1
exec chroot . /bin/bash -c 'sleep infinity & while :; do wait; done'
