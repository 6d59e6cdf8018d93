# resolv.conf holds comments only.
kind=booted
says=("could not resolve host" "no internet" "my mail program cannot find the server")
inject() { printf '# written by setup\n# nameserver 10.77.0.53\noptions edns0\n' >/etc/resolv.conf; }
usertest() { resolves www.example.org 198.51.100.10 && page www.example.org; }
