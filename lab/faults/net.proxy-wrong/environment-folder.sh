# systemd's environment folder, for everything that the desktop starts.
kind=booted
says=("the browser says the proxy server refuses connections" "no page opens, proxy error" "Proxy antwortet nicht")
inject() { mkdir -p /etc/environment.d; printf 'HTTP_PROXY=http://10.77.0.9:3128\nHTTPS_PROXY=http://10.77.0.9:3128\n' >/etc/environment.d/60-proxy.conf; }
usertest() { ! grep -qsE '^(HTTP|HTTPS)_PROXY=' /etc/environment.d/60-proxy.conf; }
