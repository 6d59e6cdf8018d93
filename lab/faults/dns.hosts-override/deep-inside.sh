# One line in the middle of a hosts file of six hundred.
kind=bare
says=("one web site does not open here, on the phone it does" "www.example.org does not work on this computer only" "eine einzige Seite geht nicht")
settle() { local n; for n in $(seq 1 600); do echo "10.99.$((n / 250)).$((n % 250 + 1)) device$n device$n.plant.internal"; done >>/etc/hosts; }
inject() { sed -i '300i 203.0.113.9 www.example.org example.org' /etc/hosts; }
usertest() { resolves www.example.org 198.51.100.10; }
