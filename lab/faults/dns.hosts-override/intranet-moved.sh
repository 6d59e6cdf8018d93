# The intranet has moved; this machine still knows its old address by hand.
kind=bare
says=("the intranet does not open on this computer, everybody else can use it" "intranet.lab.test is not reachable from here" "das Intranet geht nur bei mir nicht")
inject() { echo '10.77.0.180 intranet.lab.test intranet' >>/etc/hosts; }
usertest() { page intranet.lab.test; }
