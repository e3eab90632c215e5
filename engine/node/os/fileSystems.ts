// Which file system types are reached over a network or a shared folder; Linux's magic numbers of statfs(2).

const networkTypes = new Set([
  0x6969, // nfs
  0x517b, // smb
  0xff534d42, // cifs
  0xfe534d42, // smb2
  0x01021997, // 9p: WSL's Windows drives, virtual machines
  0x65735546, // fuse: sshfs, gcsfuse and others
  0x5346414f, // afs
  0x0bd00bd0, // lustre
  0x47504653, // gpfs
  0x00c36400, // ceph
  0x786f4256, // vboxsf
]);

/** Other platforms number their types differently and count as local. */
export const isNetworkType = (type: number): boolean => process.platform === 'linux' && networkTypes.has(type >>> 0);
