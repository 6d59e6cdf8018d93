# Only secure pages are reset; everything else works.
kind=booted
says=("secure pages do not open, http pages do" "https does not work any more" "sichere Seiten laden nicht")
inject() { iptables -A OUTPUT -p tcp --dport 443 -j REJECT --reject-with tcp-reset; }
usertest() { ! iptables -S OUTPUT | grep -q 'dport 443'; }
