# A proxy that answers.
settle() { printf 'http_proxy="http://10.77.0.80:80"\nno_proxy="localhost,10.77.0.0/24"\n' >>/etc/environment; }
