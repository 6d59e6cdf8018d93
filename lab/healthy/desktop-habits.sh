# What desktops have: mdns in nsswitch, a stale /etc/timezone, a name in /etc/hosts that the office DNS gives otherwise, old files in /tmp, a new colleague.
kind=booted
says=("it is slow" "something is wrong" "I cannot work" "mein Rechner spinnt")
settle() {
    sed -i 's/^hosts:.*/hosts: files mdns4_minimal [NOTFOUND=return] dns myhostname/' /etc/nsswitch.conf
    echo Europe/Berlin >/etc/timezone; ln -sfn /usr/share/zoneinfo/Etc/UTC /etc/localtime
    printf '10.77.0.80 intranet.lab.test\n10.77.0.90 gateway.lab.test wiki.corp\n' >>/etc/hosts
    : >/tmp/old; touch -d '-90 days' /tmp/old; useradd -m newbie; echo 'newbie:first day' | chpasswd; chage -d 0 newbie
    printf 'LANG=C.UTF-8\n' >/etc/default/locale; : >/etc/cron.d/old.dpkg-dist
    dpkg-query -W -f '${Package} hold\n' bash | dpkg --set-selections
}
