# A container whose /proc/sys is hidden and whose /sys cannot be written.
kind=bare
says=("it is slow" "something is wrong" "nothing works" "mein Computer ist kaputt")
settle() { mount -t tmpfs -o ro tmpfs /proc/sys; mount -o remount,ro /sys 2>/dev/null || true; }
