# /etc/environment sends every program to a proxy that is gone.
kind=booted default=yes
says=("the browser says the proxy server refuses connections" "no web page opens" "curl cannot connect to proxy")
inject() { printf 'http_proxy="http://10.77.0.9:3128"\nhttps_proxy="http://10.77.0.9:3128"\n' >>/etc/environment; }
usertest() { timeout 20 su - alice -c 'curl -fsS --max-time 5 http://www.example.org/' | grep -q 'It works'; }
