# Somebody set the card's MTU to 96; only crumbs pass.
kind=booted
says=("pages load endlessly, only the simplest work" "ping works but no page loads" "downloads hang")
inject() { ip link set eth0 mtu 96; }
usertest() { [[ $(cat /sys/class/net/eth0/mtu) -ge 1280 ]]; }
