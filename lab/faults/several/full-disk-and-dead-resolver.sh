# Two faults at once: the complaint is about one of them, and both must be found.
kind=bare disk=330M default=yes
cause=dns.resolver-unreachable second=fs.full
says=("no internet since this morning" "no web page opens")
inject() { fill_up /var/cache/apt/archives/texlive-full_2022_all.deb || true; truncate -s -8192 /var/cache/apt/archives/texlive-full_2022_all.deb; echo 'nameserver 10.77.0.99' >/etc/resolv.conf; }
usertest() { resolves www.example.org 198.51.100.10 && page www.example.org; }
