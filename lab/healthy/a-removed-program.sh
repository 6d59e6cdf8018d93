# Packages that were removed but keep their settings, one on hold, a blocked account of a person who left, system accounts without passwords.
kind=bare
settle() {
    local file; file=$(package old-viewer)
    dpkg --install "$file"; dpkg --remove old-viewer; echo 'tzdata hold' | dpkg --set-selections
    useradd -m bob; usermod -L -e 1 -s /usr/sbin/nologin bob
}
