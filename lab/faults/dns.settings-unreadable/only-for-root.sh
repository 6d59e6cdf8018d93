# /etc/resolv.conf was rewritten under a strict umask: root resolves names, nobody else does.
kind=bare
also=(fs.permissions dns.resolver-wrong)
says=("no web page opens for alice" "the internet works for the administrator but not for me" "name resolution fails for normal users")
inject() { chmod 600 /etc/resolv.conf; }
usertest() { as_alice 'getent hosts www.example.org'; }
