# The office's resolver is off; the gateway's still answers. The machine is configured with the dead one alone.
kind=booted default=yes
says=("the internet is gone" "server not found in the browser" "I can ping but not open any page")
inject_outside() { ip -n "$gateway" address del 10.77.0.53/24 dev lan0; }
usertest() { resolves www.example.org 198.51.100.10 && page www.example.org; }
