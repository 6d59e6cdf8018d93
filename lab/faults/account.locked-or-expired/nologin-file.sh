# /etc/nologin is left over from a maintenance: nobody but root may come in.
kind=booted heals=maybe
also=(account.logins-closed)
says=("nobody can log in to this computer" "login says system is down for maintenance" "alice cannot sign in")
inject() { echo 'Down for maintenance until Friday' >/etc/nologin; }
usertest() { may_log_in alice; }
