/**
 * Whether a word looks thrown: names that people or compilers make up keep to one kind of letter for a while, and a key
 * does not.
 */
export function looksRandom(word: string): boolean {
  // C++, Rust and Swift write whole declarations into one word.
  if (/^(?:_Z|_R|\$[sS])/.test(word)) return false;
  // A certificate or a public key in base64.
  if (/^LS0tLS1CRUdJTiB(?:DRVJU|QVUJMSUM)/.test(word)) return false;
  const kinds = [...word].map((sign) =>
    /[a-z]/.test(sign) ? 'a' : /[A-Z]/.test(sign) ? 'A' : /\d/.test(sign) ? '0' : '-',
  );
  const count = (kind: string): number => kinds.filter((each) => each === kind).length;
  if (count('a') < 3 || count('A') < 3 || count('0') < 2) return false;
  const changes = kinds.filter((kind, at) => at > 0 && kind !== kinds[at - 1]).length;
  return changes / (word.length - 1) >= 0.45;
}
