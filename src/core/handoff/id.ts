/**
 * A short name for a fact, the same on every machine and in every draft: 53 bits of the parts' FNV-1a hashes.
 * It tells facts apart within one note; it is not a secret and not a checksum.
 */
export function factId(...parts: readonly string[]): string {
  let low = 0x811c9dc5;
  let high = 0x9e3779b9;
  // NUL between the parts, so that ['ab', 'c'] and ['a', 'bc'] differ.
  for (const character of parts.join('\0')) {
    const code = character.codePointAt(0) ?? 0;
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b) ^ (low >>> 13);
  }
  return ((high >>> 0) * 0x200000 + ((low >>> 0) & 0x1fffff)).toString(36).padStart(8, '0');
}
