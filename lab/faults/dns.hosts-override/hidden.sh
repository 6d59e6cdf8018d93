# The same, far below the visible part of the file, in capitals, among aliases, with the office's own names above it.
kind=booted
says=("I cannot reach www.example.com from here" "only one page is broken" "the site of our supplier does not load on my machine")
inject() {
    { printf '10.77.0.80 intranet.lab.test intranet\n'; for _ in $(seq 150); do echo; done; printf '  127.0.0.1   localdev  WWW.Example.COM   example.com # do not remove\n'; } >>/etc/hosts
}
usertest() { resolves www.example.com 198.51.100.20 && page www.example.com; }
