# A script of the login shells sets a proxy by a name that nobody resolves.
kind=booted
says=("wget does not work in the terminal" "could not resolve proxy" "command line downloads fail, the browser works")
inject() { printf '# company proxy\nexport http_proxy=http://proxy.old-company.test:8080 HTTP_PROXY=http://proxy.old-company.test:8080\nexport https_proxy=$http_proxy\n' >/etc/profile.d/proxy.sh; }
usertest() { timeout 20 su - alice -c 'curl -fsS --max-time 5 http://www.example.org/' | grep -q 'It works'; }
