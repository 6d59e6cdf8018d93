# The file of trusted authorities is empty: no secure page can be checked.
kind=booted
says=("every https page says the certificate authority is unknown" "unable to get local issuer certificate" "curl fails with certificate verify failed everywhere")
inject() { : >/etc/ssl/certs/ca-certificates.crt; }
usertest() { [[ $(grep -c BEGIN /etc/ssl/certs/ca-certificates.crt) -gt 50 ]]; }
