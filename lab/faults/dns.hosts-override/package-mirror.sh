# The package mirror was blocked by hand during a test.
kind=bare
says=("updates do not work, deb.debian.org cannot be reached" "the update server cannot be reached" "keine Updates möglich")
inject() { printf '0.0.0.0\tdeb.debian.org security.debian.org\n' >>/etc/hosts; }
usertest() { ! grep -qE '^0\.0\.0\.0.*deb\.debian\.org' /etc/hosts; }
