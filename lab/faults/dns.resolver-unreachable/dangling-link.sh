# resolv.conf is a link to a file that a removed program used to write.
kind=bare
says=("no web page opens" "temporary failure in name resolution" "internet does not work since I removed the VPN program")
inject() { rm /etc/resolv.conf; ln -s ../run/vpnclient/resolv.conf /etc/resolv.conf; }
usertest() { resolves www.example.org 198.51.100.10 && page www.example.org; }
