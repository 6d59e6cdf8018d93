# The way out is gone; the office's own network still answers.
kind=bare default=yes
says=("no internet since this morning" "I can open the intranet but nothing outside" "network is unreachable")
inject_outside() { ip -n "$net" route del default; }
usertest() { reaches 198.51.100.10 80 && resolves www.example.org 198.51.100.10; }
