# The router is off. No computer can repair that; it must be named, and nothing may be claimed.
kind=bare heals=no
says=("no internet in the whole office" "nobody gets out to the internet" "the internet is down")
inject_outside() { ip -n "$gateway" address del 10.77.0.1/24 dev lan0; }
usertest() { reaches 198.51.100.10 80; }
