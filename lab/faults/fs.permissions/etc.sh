# A wrong chmod: only root may enter /etc.
kind=bare
says=("alice gets strange errors everywhere, I have no name" "nothing works for normal users, only root can use the computer" "nur root kann noch arbeiten")
inject() { chmod 700 /etc; }
usertest() { as_alice 'cat /etc/hostname'; }
