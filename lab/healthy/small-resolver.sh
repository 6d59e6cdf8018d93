# A resolver that knows the office's own names, and refuses all others because there is no internet here.
kind=bare
says=("my computer is slow" "I cannot save my file")
prepare() { gateway_does 'resolver_stop; resolver_start --address=/intranet.lab.test/10.77.0.80'; }
usertest() { page intranet.lab.test; }
