# dns is there, but the entry before it ends the search.
kind=booted
says=("no internet" "host names cannot be resolved, dig works" "der Browser findet keine Seiten")
inject() { sed -i 's/^hosts:.*/hosts: files [NOTFOUND=return] dns/' /etc/nsswitch.conf; }
usertest() { resolves www.example.org 198.51.100.10; }
