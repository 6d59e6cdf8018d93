# A machine at work: a build that gives way, a big file in use, a program that was replaced while it runs, a short log of old disk errors of a stick.
kind=booted
says=("something is wrong" "I cannot work")
settle() {
    background nice -n 19 sh -c 'while :; do :; done'
    cp /bin/sleep /usr/local/bin/daemon; background /usr/local/bin/daemon infinity; sleep 0.3; rm /usr/local/bin/daemon
    logger -t kernel 'I/O error, dev sr0, sector 0 op 0x0:(READ)'; logger -t kernel 'I/O error, dev loop7, sector 8'; sleep 0.3
}
