# Ends the embedded PostgreSQL when its last user is gone, however that one went.
# usage: sh watchdog.sh HOME USER_PID PG_CTL [WRAPPER...]; standard input is a pipe that ends with the user's process.
trap '' INT HUP TERM QUIT
home=$1
user=$2
pg_ctl=$3
shift 3

while read -r line; do :; done
rm -f "$home/users/$user"

tries=0
while ! mkdir "$home/lock" 2>/dev/null; do
    owner=$(cat "$home/lock/pid" 2>/dev/null)
    if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
        rm -rf "$home/lock"
    fi
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || exit 1
    sleep 0.1
done
echo $$ >"$home/lock/pid"

living=
for file in "$home"/users/*; do
    [ -e "$file" ] || continue
    if kill -0 "${file##*/}" 2>/dev/null; then
        living=yes
    else
        rm -f "$file"
    fi
done
[ -n "$living" ] || "$@" "$pg_ctl" stop -D "$home/data" -m fast -w -t 30 >/dev/null 2>&1
rm -rf "$home/lock"
