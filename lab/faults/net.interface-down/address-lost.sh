# The card is up, but its address is gone.
kind=booted
also=(net.no-address net.no-default-route)
says=("no network at all" "connected, but no internet and no printer" "the network stopped working suddenly")
inject() { ip address flush dev eth0; }
usertest() { page www.example.org; }
