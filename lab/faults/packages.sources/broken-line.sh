# A line in the sources that apt cannot read.
kind=bare heals=maybe
also=(packages.half-configured)
says=("apt update says malformed entry" "software updates fail since I added a repository" "the list of sources could not be read")
inject() { mkdir -p /etc/apt/sources.list.d; echo 'deb bookworm main http://example.org/debian' >/etc/apt/sources.list.d/office.list; }
usertest() { apt-get check -qq; }
