# Left behind by a shutdown that was cancelled.
kind=booted
says=("nobody can log in" "the system is going down message appears at every login" "keiner kann sich anmelden")
inject() { echo 'System is going down. Unprivileged users are not permitted to log in anymore.' >/run/nologin; }
usertest() { may_log_in alice; }
