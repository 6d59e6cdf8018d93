# The administrator's own shell and apt name a proxy of the past.
kind=booted
says=("apt update hangs, could not connect to the proxy" "downloads on the server fail" "proxy error on the command line")
inject() { printf 'export http_proxy=http://10.77.0.9:8080\nexport https_proxy=http://10.77.0.9:8080\n' >>/etc/bash.bashrc; printf 'Acquire::http::proxy "http://10.77.0.9:8080";\n' >/etc/apt/apt.conf; }
usertest() {
    ! bash -ic 'echo $http_proxy' 2>/dev/null | grep -q 10.77.0.9 && rm -f /tmp/page &&
    timeout 20 /usr/lib/apt/apt-helper -o Acquire::http::Timeout=4 -o Acquire::Retries=0 download-file http://www.example.org/index.html /tmp/page && grep -q 'It works' /tmp/page
}
