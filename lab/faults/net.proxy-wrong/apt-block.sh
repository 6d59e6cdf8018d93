# The proxy stands in apt's settings in the form with braces.
kind=bare
says=("software updates fail, cannot connect to proxy" "apt update hangs" "Updates laden nicht herunter")
inject() { printf 'Acquire {\n  Retries "1";\n  http {\n    Proxy "http://10.77.0.9:3142";\n  };\n};\n' >/etc/apt/apt.conf.d/50office; }
usertest() { ! apt-config dump | grep -q '10.77.0.9'; }
