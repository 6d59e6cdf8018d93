# A permanent neighbour entry sends everything for the gateway to a card that was replaced.
kind=booted heals=maybe
says=("since the router was changed this one computer has no internet" "no connection to outside" "the internet works for everybody but me")
inject() { ip neighbour replace 10.77.0.1 lladdr 02:00:5e:00:00:99 nud permanent dev eth0; ip neighbour flush dev eth0 nud reachable; }
usertest() { reaches 198.51.100.10 80; }
