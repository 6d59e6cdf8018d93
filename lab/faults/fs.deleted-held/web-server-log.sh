# Somebody removed the web server's access log by hand; nginx writes on into the deleted file.
kind=booted
says=("the disk of the web server is full" "no space left although all logs were deleted" "site shows errors, disk full")
prepare() { volume /var/log/nginx 48M; }
settle() { chown root:adm /var/log/nginx; systemctl restart nginx; }
inject() { fill_up /var/log/nginx/access.log; rm /var/log/nginx/access.log; }
usertest() { head -c 5000000 /dev/zero >/var/log/nginx/test && rm /var/log/nginx/test; }
