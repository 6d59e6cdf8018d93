# The default language was never generated: umlauts are broken, every tool complains.
kind=bare heals=maybe
says=("umlauts are shown as question marks" "warning: setting locale failed" "Umlaute werden falsch angezeigt")
inject() { printf 'LANG=de_DE.UTF-8\nLC_ALL=de_DE.UTF-8\n' >/etc/default/locale; }
usertest() { ( . /etc/default/locale; [[ ${LC_ALL:-$LANG} == C* ]] || locale -a | grep -qi "^$(sed 's/\..*//' <<<"${LC_ALL:-$LANG}")" ); }
