# The deleted file is the running program itself: no descriptor shows it.
kind=booted
also=(fs.full)
says=("the disk is full but there are no files" "I removed the old program and got no space back" "no space left on /srv/index")
prepare() { volume /srv/index 60M; chmod 777 "$root/srv/index"; }
inject() {
    cp /bin/sleep /srv/index/indexer; head -c 52000000 /dev/zero >>/srv/index/indexer
    printf '[Unit]\nDescription=Search index\n[Service]\nExecStart=/srv/index/indexer infinity\n' >/etc/systemd/system/indexer.service; systemctl daemon-reload
    systemctl start indexer; sleep 0.5; rm /srv/index/indexer
    printf '[Unit]\nDescription=Search index\n[Service]\nExecStart=/bin/sleep infinity\n' >/etc/systemd/system/indexer.service; systemctl daemon-reload
}
usertest() { as_alice 'head -c 8000000 /dev/zero >/srv/index/.probe'; r=$?; rm -f /srv/index/.probe; return $r; }
