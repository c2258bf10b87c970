/** 64 bits in hexadecimal (two rounds of FNV-1a with a final mix): a name, not a seal. */
export function digest(text: string): string {
  let [one, two] = [0x811c9dc5, 0x9e3779b9];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    two = Math.imul(two ^ code, 0x85ebca6b);
  }
  const mixed = (value: number): string => {
    let bits = value ^ (value >>> 16);
    bits = Math.imul(bits, 0xc2b2ae35);
    return ((bits ^ (bits >>> 13)) >>> 0).toString(16).padStart(8, '0');
  };
  return mixed(one) + mixed(two ^ one);
}
