# A program waited for its folder on another disk, gave up, and nobody told it that the folder is back.
kind=booted
says=("the archive search does not answer" "archive service is down" "search in the archive has failed since the restart")
settle() { mkdir -p /srv/archive; description='Archive search' unit archive-search 'ExecStart=/bin/sh -c "test -d /srv/archive && exec sleep infinity"'; systemctl start archive-search; }
inject() { systemctl stop archive-search; rmdir /srv/archive; systemctl start archive-search || true; until_true 5 systemctl is-failed -q archive-search; mkdir /srv/archive; }
usertest() { systemctl is-active -q archive-search; }
