# Every spelling of one site goes to this machine itself, as some program's "blocker" left it.
kind=bare
says=("example.org cannot be opened on this computer" "connection refused on one web site only" "one website is blocked here")
inject() { printf '127.0.0.1 example.org www.example.org\n::1 example.org www.example.org\n' >>/etc/hosts; }
usertest() { resolves www.example.org 198.51.100.10 && page example.org; }
