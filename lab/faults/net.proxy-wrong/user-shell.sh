# Only in Alice's own shell settings.
kind=booted
says=("downloads fail on the command line for alice" "wget says connection refused to proxy" "bei mir geht kein Download, beim Kollegen schon")
inject() { printf '\nexport https_proxy="http://127.0.0.1:8118/"\nexport http_proxy=$https_proxy\n' >>/home/alice/.profile; }
usertest() { timeout 20 su - alice -c 'curl -fsS --max-time 5 http://www.example.org/' | grep -q 'It works'; }
