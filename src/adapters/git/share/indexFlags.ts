/**
 * Whether an index holds an entry that git was told to take for unchanged or to leave out of the working tree. Of a
 * file that is no index as known here the answer is yes: then git is asked. (git's Documentation/gitformat-index.)
 */
export function hasFlags(index: Buffer, isSha256: boolean): boolean {
  if (index.length < 12 || index.toString('latin1', 0, 4) !== 'DIRC') return true;
  const version = index.readUInt32BE(4);
  if (version < 2 || version > 4) return true;
  // Times, device, inode, mode, owner and size come before the object's id; two bytes of flags after it.
  const flagsAt = 40 + (isSha256 ? 32 : 20);
  let at = 12;
  for (let left = index.readUInt32BE(8); left > 0; left -= 1) {
    if (at + flagsAt + 2 > index.length) return true;
    const flags = index.readUInt16BE(at + flagsAt);
    const isExtended = (flags & 0x4000) !== 0;
    if ((flags & 0x8000) !== 0) return true;
    if (isExtended && (index.readUInt16BE(at + flagsAt + 2) & 0x4000) !== 0) return true;
    let name = at + flagsAt + (isExtended ? 4 : 2);
    // The fourth version cuts off what a name shares with the one before; a number says how much.
    if (version === 4) while (((index[name++] ?? 0) & 0x80) !== 0);
    const end = index.indexOf(0, name);
    if (end < 0) return true;
    at = version === 4 ? end + 1 : at + ((end - at + 8) & ~7);
  }
  return false;
}
