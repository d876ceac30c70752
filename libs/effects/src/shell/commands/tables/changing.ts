import { effectKinds } from '../effect-notation.js';

/** Commands whose operands are paths they change. They are never reads; people see the paths. */
export const pathChanges = effectKinds(
  'rm=delete rmdir=delete unlink=delete shred=delete srm=delete mv=write cp=write mkdir=write touch=write tee=write truncate=write ln=write install=write mkfifo=write mknod=write mktemp=write split=write csplit=write sponge=write patch=write rename=write chmod=grant chown=grant chgrp=grant setfacl=grant chattr=grant chcon=grant setcap=grant',
);

/** Other commands that are known not to be reads, with what they do. */
export const otherChanges = effectKinds(
  [
    'bash=exec sh=exec dash=exec zsh=exec ksh=exec fish=exec python=exec python2=exec python3=exec perl=exec ruby=exec node=exec deno=exec bun=exec php=exec lua=exec java=exec go=exec,write cargo=exec,write make=exec cmake=exec gradle=exec mvn=exec npx=exec,network yarn=exec,network pnpm=exec,network uvx=exec,network',
    'eval=exec source=exec .=exec exec=exec trap=exec alias=write unalias=write enable=exec builtin=exec coproc=exec hash=write bind=exec complete=exec mapfile=exec readarray=exec export=write declare=write typeset=write local=write readonly=write unset=write let=exec shopt=write',
    'less=exec more=exec man=exec vi=exec vim=exec nvim=exec nano=exec emacs=exec ed=exec ex=exec view=exec',
    'gdb=exec strace=exec ltrace=exec watch=exec parallel=exec script=exec screen=exec tmux=exec expect=exec crontab=exec at=exec batch=exec systemd-run=exec chroot=exec unshare=exec nsenter=exec flock=exec',
    'curl=network wget=network ssh=network,exec scp=network,write sftp=network rsync=network,write nc=network ncat=network netcat=network socat=network,exec telnet=network ftp=network dig=network nslookup=network host=network ping=network traceroute=network nmap=network aria2c=network,write',
    'psql=network mysql=network mariadb=network sqlite3=write mongo=network mongosh=network redis-cli=network  gcloud=network az=network doctl=network heroku=network vault=network consul=network etcdctl=network kafkacat=network',
    'terraform=write tofu=write pulumi=write ansible=exec ansible-playbook=exec vagrant=exec packer=exec docker-compose=exec',
    'kill=delete pkill=delete killall=delete shutdown=write reboot=write halt=write poweroff=write mkfs=delete fdisk=write parted=write dd=write umount=write losetup=write modprobe=exec insmod=exec rmmod=write sysctl=write iptables=write nft=write ufw=write',
    'useradd=grant userdel=grant usermod=grant groupadd=grant passwd=grant chpasswd=grant visudo=grant chsh=grant su=grant,exec gpasswd=grant ssh-keygen=write,grant ssh-copy-id=grant,network gpg=exec',
    'zip=write ar=write cpio=write 7z=write bzip2=write lzma=write uncompress=write gem=exec,network brew=exec,network snap=exec,network yum=exec,network dnf=exec,network apk=exec,network pacman=exec,network',
    'service=exec initctl=exec logger=write wall=write write=write mail=network sendmail=network',
  ].join(' '),
);

/** Programs that start the rest of their arguments as another program. */
export const wrappers = effectKinds(
  'sudo=grant doas=grant env=exec nohup=exec timeout=exec nice=exec ionice=exec stdbuf=exec setsid=exec time=exec command=exec builtin=exec exec=exec busybox=exec taskset=exec chrt=exec unbuffer=exec setarch=exec prlimit=exec',
);
