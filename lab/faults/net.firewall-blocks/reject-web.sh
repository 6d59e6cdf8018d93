# Web pages are refused; all else works.
kind=booted
says=("web pages are refused, mail works" "connection refused for every site" "the browser cannot connect, ping works")
inject() { printf 'table ip filter2 {\n chain output {\n  type filter hook output priority 10; policy accept;\n  tcp dport { 80, 443 } counter reject with tcp reset\n }\n}\n' | nft -f -; }
usertest() { page www.example.org; }
