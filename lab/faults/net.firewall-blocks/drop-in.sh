# Everything that comes in is dropped, answers too.
kind=booted
says=("no connection works any more" "network is there but nothing answers" "timeouts everywhere")
inject() { iptables -P INPUT DROP; }
usertest() { page www.example.org; }
