# nsswitch.conf no longer asks the resolver.
kind=bare
says=("names cannot be resolved but nslookup works" "no web page opens, the DNS server answers" "unknown host for everything")
inject() { sed -i 's/^hosts:.*/hosts: files/' /etc/nsswitch.conf; }
usertest() { resolves www.example.org 198.51.100.10 && page www.example.org; }
