/**
 * A command line that runs a program with a small disk of its own at `mountPoint`: a mount in a private namespace, seen
 * by that program alone and gone with it. Linux only.
 * @param preparation shell commands run once the disk is there; `$0` is the mount point.
 */
export function onSmallDisk(mountPoint: string, size: string, preparation = 'true'): string[] {
  // Root needs no user namespace, and some systems allow them to nobody else.
  const namespaces = process.getuid?.() === 0 ? ['--mount'] : ['--user', '--map-root-user', '--mount'];
  const script = `mount -t tmpfs -o size=${size} tmpfs "$0" && ${preparation} && exec "$@"`;
  return ['unshare', ...namespaces, 'sh', '-c', script, mountPoint];
}
