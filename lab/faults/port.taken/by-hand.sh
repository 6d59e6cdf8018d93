# No systemd: somebody's test server has port 80, and the web server cannot start.
kind=bare image=booted
says=("our site shows a strange page" "the web server cannot start, address already in use" "statt unserer Webseite kommt etwas anderes")
settle() { nginx; until_true 5 serves_its_page; }
inject() { pkill nginx; sleep 0.5; background busybox httpd -f -p 80 -h /srv; until_true 5 bash -c ': </dev/tcp/127.0.0.1/80'; nginx 2>>/var/log/nginx/error.log || true; }
usertest() { serves_its_page; }
