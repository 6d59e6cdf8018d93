# nsswitch.conf lost its hosts line's services in an edit.
kind=booted
says=("nothing on the internet can be found" "dig works but the browser does not" "Namen werden nicht aufgelöst")
inject() { sed -i 's/^hosts:.*/hosts: files mdns4_minimal [NOTFOUND=return]/' /etc/nsswitch.conf; }
usertest() { resolves www.example.org 198.51.100.10; }
