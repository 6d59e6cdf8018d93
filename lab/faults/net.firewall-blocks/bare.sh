# Rules in the kernel of a system that has no nft program to show them.
kind=bare heals=maybe
says=("every connection times out" "no internet since the hardening script ran" "nothing gets out")
inject_outside() { printf 'table inet guard {\n chain out {\n  type filter hook output priority 0; policy drop;\n  oif lo accept\n }\n}\n' | in_net nft -f -; }
usertest() { page www.example.org; }
