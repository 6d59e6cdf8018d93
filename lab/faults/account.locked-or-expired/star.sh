# The password was replaced by a star: nothing ever matches.
kind=booted heals=no
says=("alice cannot sign in since yesterday" "alice: login incorrect" "Alice kann sich nicht mehr anmelden")
inject() { usermod -p '*' alice; }
usertest() { may_log_in alice; }
