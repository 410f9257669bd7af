#!/bin/sh
# Proves the two commands on a fresh Debian 12: a bare system is made by debootstrap, the last commit is cloned into it, an
# ordinary user says `make run`, the pages answer, and a second `make run` without any network answers within seconds.
# With FULL=1 also `make check` and `make test` as root of that system.
#
# Needs root and debootstrap. A machine that reaches its package sources by its own ways can lend them:
# PROVE_BIND="folder ..." is mounted into the fresh system, PROVE_PIP_CONF=file becomes its pip configuration.
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
[ "$(id -u)" = 0 ] || { echo "prove_fresh: needs root"; exit 2; }
command -v debootstrap >/dev/null || { echo "prove_fresh: install debootstrap"; exit 2; }

base=$(mktemp -d /var/tmp/nhip-fresh.XXXXXX)
chmod 755 "$base"
port=${PROVE_PORT:-8397}
running=""
tidy() {
	[ -z "$running" ] || kill -TERM "$running" 2>/dev/null || true
	sleep 2
	for place in proc dev/shm ${PROVE_BIND:-}; do umount -l "$base/${place#/}" 2>/dev/null || true; done
	rm -rf --one-file-system "$base"
}
trap tidy EXIT INT TERM

echo "== a bare Debian 12 with python3, python3-venv, git and make"
debootstrap --variant=minbase --include=python3,python3-venv,git,make,ca-certificates bookworm "$base" >"$base.log" 2>&1 ||
	{ tail -5 "$base.log"; exit 1; }
rm -f "$base.log"
mount -t proc proc "$base/proc"
mkdir -p "$base/dev/shm" # debootstrap made the plain devices; nothing of this machine is lent
mount -t tmpfs tmpfs "$base/dev/shm"
for folder in ${PROVE_BIND:-}; do
	mkdir -p "$base/${folder#/}"
	mount --bind -o ro "$folder" "$base/${folder#/}"
done
cp /etc/resolv.conf "$base/etc/resolv.conf"
[ -z "${PROVE_PIP_CONF:-}" ] || cp "$PROVE_PIP_CONF" "$base/etc/pip.conf"
[ ! -d /usr/local/share/ca-certificates ] || cp -r /usr/local/share/ca-certificates/. "$base/usr/local/share/ca-certificates/"
chroot "$base" update-ca-certificates >/dev/null 2>&1 || true
chroot "$base" useradd -m guest
git clone -q "$here" "$base/var/tmp/nhip"
chroot "$base" chown -R guest /var/tmp/nhip

answers() { # seconds until the sign-in page answers, or failure after $1 seconds
	begun=$(date +%s)
	while [ $(($(date +%s) - begun)) -lt "$1" ]; do
		if chroot "$base" python3 -c "
import urllib.request
assert 'Nhịp' in urllib.request.urlopen('http://127.0.0.1:$port/tai-khoan/login/', timeout=2).read().decode()" 2>/dev/null; then
			echo "answers after $(($(date +%s) - begun)) s"
			return 0
		fi
		kill -0 "$running" 2>/dev/null || break
		sleep 1
	done
	cat "$base/var/tmp/run.log"
	return 1
}

echo "== first make run, as an ordinary user"
unshare -pf --kill-child chroot "$base" su guest -c "cd /var/tmp/nhip && exec make -s run PORT=$port" >"$base/var/tmp/run.log" 2>&1 &
running=$!
answers 300
grep -q "Quản trị hệ thống" "$base/var/tmp/run.log"
chroot "$base" su guest -c "/var/tmp/nhip/.venv/bin/nhip doctor" || true
kill -KILL "$running" # the hard way: whatever it was doing, the second run must find everything whole
wait "$running" 2>/dev/null || true
running=""

echo "== second make run, without any network"
unshare -n -pf --kill-child chroot "$base" sh -c "
python3 - <<'END'
import fcntl, socket, struct
with socket.socket() as s:  # the loopback of a new network namespace is down
    fcntl.ioctl(s, 0x8914, struct.pack('16sh', b'lo', 0x1 | 0x40))
END
su guest -c 'cd /var/tmp/nhip && exec make -s run PORT=$port' >/var/tmp/run.log 2>&1 &
begun=\$(date +%s)
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	python3 -c \"import urllib.request; urllib.request.urlopen('http://127.0.0.1:$port/tai-khoan/login/', timeout=2)\" 2>/dev/null &&
		{ echo \"answers after \$((\$(date +%s) - begun)) s\"; exit 0; }
	sleep 1
done
cat /var/tmp/run.log
exit 1
"

if [ "${FULL:-}" = 1 ]; then
	echo "== make check, make test, as root"
	chroot "$base" sh -c "cd /var/tmp/nhip && git config --global --add safe.directory /var/tmp/nhip && make check && make test"
fi
echo "== proved"
