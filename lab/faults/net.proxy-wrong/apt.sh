# apt alone asks a proxy that is gone.
kind=bare
says=("updates fail, could not connect to proxy" "apt cannot download anything" "software updates do not work any more")
inject() { printf 'Acquire::http::Proxy "http://10.77.0.9:3142/";\nAcquire::https::Proxy "http://10.77.0.9:3142/";\n' >/etc/apt/apt.conf.d/00proxy; }
usertest() { rm -f /tmp/page; timeout 20 /usr/lib/apt/apt-helper -o Acquire::http::Timeout=4 -o Acquire::Retries=0 download-file http://www.example.org/index.html /tmp/page && grep -q 'It works' /tmp/page; }
